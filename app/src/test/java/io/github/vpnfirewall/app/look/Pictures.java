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
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Direction;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.FamilyReport.Blocked;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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

  /** Armed, with traffic by the tunnel, so many seconds later. */
  public static Picture busyTunnel(int second) {
    Observation seen = isProtected().observation();
    List<Link> links = new ArrayList<>(seen.links());
    long received = 1_234_567_890 + Math.round(900_000 * (second + 20 * Math.sin(second / 20.0)));
    links.set(
        2,
        new Link("tun0", true, true, Optional.of(ARMED), received, 45_678_901 + 150_000L * second));
    return ProtectionMap.picture(
        new Observation(
            NOW.plusSeconds(second),
            true,
            seen.report(),
            seen.reportProblem(),
            seen.settings(),
            links,
            seen.probes().stream()
                .map(
                    probe ->
                        new Probe(
                            probe.link(),
                            probe.family(),
                            probe.verdict(),
                            probe.at().plusSeconds(second)))
                .toList(),
            Task.NONE));
  }

  /** What a helper that watches reports, so many seconds later. */
  public static Report watched(int second) {
    Report report = report(State.ARMED, true, true);
    long out = 212L + second / 10 * 9L + second % 10 / 3;
    return new Report(
        Optional.of(Verb.WATCH),
        true,
        report.state(),
        Map.of(
            AddressFamily.IPV4, family(true, new Blocked(out, 18 + second / 4, 0)),
            AddressFamily.IPV6, family(true, new Blocked(1 + second / 30, 0, 0))),
        false,
        report.settingsHash(),
        report.armedSince(),
        List.of(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        List.of(
            packet(second, Direction.OUT, "192.168.1.20", "203.0.113.5", "tcp", 443, "enp3s0", 12),
            packet(second - 20, Direction.OUT, "fd00::20", "2001:db8::53", "udp", 53, "enp3s0", 1),
            packet(
                second - 120, Direction.IN, "192.168.1.7", "192.168.1.20", "tcp", 22, "wlp2s0", 1),
            packet(
                second - 180,
                Direction.FORWARD,
                "10.0.3.2",
                "198.51.100.9",
                "47",
                -1,
                "lxcbr0",
                2)));
  }

  private static BlockedPacket packet(
      int second,
      Direction direction,
      String source,
      String destination,
      String protocol,
      int port,
      String link,
      int count) {
    return new BlockedPacket(
        NOW.plusSeconds(second),
        direction,
        source.contains(":") ? AddressFamily.IPV6 : AddressFamily.IPV4,
        source,
        destination,
        protocol,
        port < 0 ? OptionalInt.empty() : OptionalInt.of(port),
        link,
        count);
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

  /** A machine that is armed with these settings. */
  public static Observation seen(Settings settings) {
    Observation seen = isProtected().observation();
    return new Observation(
        seen.at(),
        seen.helperInstalled(),
        seen.report(),
        seen.reportProblem(),
        Optional.of(settings),
        seen.links(),
        seen.probes(),
        seen.task());
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
