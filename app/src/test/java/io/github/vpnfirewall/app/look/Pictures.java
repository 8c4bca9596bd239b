package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.FamilyReport.Blocked;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures of every state, as the app itself would take them. */
public final class Pictures {
  /** When they were taken. */
  public static final Instant NOW = Instant.parse("2026-03-04T14:12:00Z");

  /** When it was armed. */
  public static final Instant ARMED = Instant.parse("2026-03-04T14:02:00Z");

  private Pictures() {}

  /** Armed, and the tunnel is up. */
  public static Picture isProtected() {
    return picture(report(State.ARMED, true, true), true, Verdict.REFUSED);
  }

  /** Armed, and the tunnel is down. */
  public static Picture blocking() {
    return picture(report(State.ARMED, true, true), false, Verdict.REFUSED);
  }

  /** Disarmed. */
  public static Picture exposed() {
    return picture(report(State.DISARMED, false, false), true, Verdict.ESCAPED);
  }

  /** Degraded: IPv6 is open. */
  public static Picture leaking() {
    return picture(report(State.DEGRADED, true, false), true, Verdict.REFUSED);
  }

  /** Nothing was set up, and the helper is not there. */
  public static Picture unknown() {
    return ProtectionMap.picture(
        new Observation(
            NOW,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(card("enp3s0", true)),
            List.of(),
            Task.NONE));
  }

  /** The same while the helper is at work. */
  public static Picture busy(Picture picture, Task task) {
    return new Picture(
        picture.protection(),
        picture.reason(),
        picture.details(),
        picture.observation().with(task));
  }

  /** Settings with two servers and the local network allowed. */
  public static Settings settings() {
    return Samples.parse(
        "{'version':1,'tunnel':{'interfaces':['tun0','wg+']},'servers':[".replace('\'', '"')
            + "{\"address\":\"198.51.100.7\",\"port\":1194,\"protocol\":\"udp\","
            + "\"host\":\"seattle.vpn.example.org\",\"label\":\"Seattle\"},"
            + "{\"address\":\"2001:db8::7\",\"port\":443,\"protocol\":\"tcp\"}],"
            + "\"lan\":{\"allow\":true}}");
  }

  /** The interfaces of a laptop. */
  public static List<Link> links(boolean tunnelUp) {
    return List.of(
        card("enp3s0", true),
        card("wlp2s0", false),
        new Link("tun0", tunnelUp, true, Optional.of(ARMED), 1_234_567_890, 45_678_901));
  }

  private static Link card(String name, boolean up) {
    return new Link(name, up, false, Optional.of(ARMED), 2_000_000_000, 60_000_000);
  }

  private static Picture picture(Report report, boolean tunnelUp, Verdict verdict) {
    return ProtectionMap.picture(
        new Observation(
            NOW,
            true,
            Optional.of(report),
            Optional.empty(),
            Optional.of(settings()),
            links(tunnelUp),
            List.of(
                new Probe("enp3s0", AddressFamily.IPV4, verdict, NOW.minusSeconds(3)),
                new Probe(
                    "enp3s0",
                    AddressFamily.IPV6,
                    report.state() == State.DEGRADED ? Verdict.ESCAPED : verdict,
                    NOW.minusSeconds(3))),
            Task.NONE));
  }

  private static Report report(State state, boolean ipv4, boolean ipv6) {
    boolean degraded = state == State.DEGRADED;
    return new Report(
        Optional.of(Verb.STATUS),
        !degraded,
        state,
        Map.of(
            AddressFamily.IPV4, family(ipv4, new Blocked(212, 18, 0)),
            AddressFamily.IPV6, family(ipv6, new Blocked(1, 0, 0))),
        false,
        Optional.empty(),
        state == State.DISARMED ? Optional.empty() : Optional.of(ARMED),
        List.of(),
        degraded
            ? Optional.of(
                new Problem("not-enforced", null, "ip6tables-restore is missing on this computer."))
            : Optional.empty(),
        Map.of());
  }

  private static FamilyReport family(boolean closed, Blocked blocked) {
    return new FamilyReport(
        closed, closed, closed ? 31 : 0, Optional.empty(), closed ? blocked : Blocked.NONE);
  }
}
