package io.github.vpnfirewall.app.protection;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Observations for tests: what the report says, what the test packets say, which links are up. */
final class Observations {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  static final Problem GONE = new Problem("missing", null, "The IPv6 rules are missing");

  /** What the test packets say: none was sent, or all were refused, and so on. */
  enum Probes {
    NONE,
    REFUSED,
    ESCAPED,
    IMPOSSIBLE,
    STALE,
    MIXED
  }

  private Observations() {}

  /** A family that is blocked altogether, by that means. */
  static FamilyReport fallback(String means) {
    return new FamilyReport(false, false, 0, Optional.of(means), FamilyReport.Blocked.NONE);
  }

  static Observation seen(
      boolean installed, Optional<Report> report, Probes probes, boolean tunnel, boolean physical) {
    return new Observation(
        NOW,
        installed,
        report,
        Optional.empty(),
        Optional.of(Samples.settings("tun0")),
        links(tunnel, physical),
        probes(probes),
        Task.NONE);
  }

  /** The same with other test packets. */
  static Observation with(Observation seen, List<Probe> probes) {
    return new Observation(
        seen.at(),
        seen.helperInstalled(),
        seen.report(),
        seen.reportProblem(),
        seen.settings(),
        seen.links(),
        probes,
        seen.task());
  }

  static Optional<Report> report(State state) {
    return report(state, true);
  }

  /** A report in which both families are blocked, or are not although they should be. */
  static Optional<Report> report(State state, boolean blocking) {
    if (state == null) {
      return Optional.empty();
    }
    boolean should = state == State.ARMED || state == State.DEGRADED;
    FamilyReport family = Samples.family(should && blocking);
    boolean ok = state == State.ARMED || state == State.DISARMED;
    return Optional.of(
        Samples.report(
            Verb.STATUS, ok, state, ok ? Optional.empty() : Optional.of(GONE), family, family));
  }

  /** A report of these families alone. */
  static Report reportOf(State state, Map<AddressFamily, FamilyReport> families) {
    return new Report(
        Optional.of(Verb.STATUS),
        state == State.ARMED,
        state,
        families,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        state == State.ARMED ? Optional.empty() : Optional.of(GONE),
        Map.of());
  }

  static List<Link> links(boolean tunnel, boolean physical) {
    Optional<Instant> since = Optional.of(NOW.minusSeconds(10));
    return List.of(
        new Link("tun0", tunnel, true, since, 0, 0),
        new Link("eth0", physical, false, since, 0, 0),
        new Link("eth1", false, false, Optional.empty(), 0, 0));
  }

  static Probe probe(String link, Verdict verdict) {
    return new Probe(link, AddressFamily.IPV4, verdict, NOW.minusSeconds(2));
  }

  static List<Probe> probes(Probes probes) {
    return switch (probes) {
      case NONE -> List.of();
      case REFUSED -> List.of(probe("eth0", Verdict.REFUSED));
      case ESCAPED -> List.of(probe("eth0", Verdict.ESCAPED));
      case IMPOSSIBLE -> List.of(probe("eth0", Verdict.IMPOSSIBLE));
      case STALE ->
          List.of(
              new Probe("eth0", AddressFamily.IPV4, Verdict.REFUSED, NOW.minusSeconds(31)),
              new Probe("eth0", AddressFamily.IPV6, Verdict.ESCAPED, NOW.minusSeconds(31)));
      case MIXED ->
          List.of(
              probe("eth0", Verdict.REFUSED),
              new Probe("eth0", AddressFamily.IPV6, Verdict.ESCAPED, NOW.minusSeconds(2)));
    };
  }
}
