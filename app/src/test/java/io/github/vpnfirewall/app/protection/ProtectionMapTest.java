package io.github.vpnfirewall.app.protection;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of design §5, line by line, and the cases between its lines. */
class ProtectionMapTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Problem GONE = new Problem("missing", null, "The IPv6 rules are missing");

  /** What the test packets say: none was sent, or all were refused, and so on. */
  private enum Probes {
    NONE,
    REFUSED,
    ESCAPED,
    IMPOSSIBLE,
    STALE,
    MIXED
  }

  @ParameterizedTest
  @CsvSource({
    // state,   probes,     tunnel, shown,    reason
    "ARMED,     REFUSED,    true,  PROTECTED, THROUGH_TUNNEL",
    "ARMED,     REFUSED,    false, BLOCKING,  TUNNEL_DOWN",
    "ARMED,     ESCAPED,    true,  LEAKING,   ESCAPED",
    "ARMED,     ESCAPED,    false, LEAKING,   ESCAPED",
    "ARMED,     MIXED,      true,  LEAKING,   ESCAPED",
    "ARMED,     MIXED,      false, LEAKING,   ESCAPED",
    "ARMED,     NONE,       true,  UNKNOWN,   UNPROVEN",
    "ARMED,     NONE,       false, UNKNOWN,   UNPROVEN",
    "ARMED,     IMPOSSIBLE, true,  UNKNOWN,   UNPROVEN",
    "ARMED,     IMPOSSIBLE, false, UNKNOWN,   UNPROVEN",
    "ARMED,     STALE,      true,  UNKNOWN,   UNPROVEN",
    "ARMED,     STALE,      false, UNKNOWN,   UNPROVEN",
    "DEGRADED,  REFUSED,    true,  LEAKING,   WEAKENED",
    "DEGRADED,  REFUSED,    false, LEAKING,   WEAKENED",
    "DEGRADED,  ESCAPED,    true,  LEAKING,   ESCAPED",
    "DEGRADED,  ESCAPED,    false, LEAKING,   ESCAPED",
    "DEGRADED,  MIXED,      true,  LEAKING,   ESCAPED",
    "DEGRADED,  NONE,       true,  LEAKING,   WEAKENED",
    "DEGRADED,  NONE,       false, LEAKING,   WEAKENED",
    "DEGRADED,  IMPOSSIBLE, true,  LEAKING,   WEAKENED",
    "DEGRADED,  STALE,      true,  LEAKING,   WEAKENED",
    "DISARMED,  REFUSED,    true,  EXPOSED,   OPEN_BUT_REFUSED",
    "DISARMED,  REFUSED,    false, EXPOSED,   OPEN_BUT_REFUSED",
    "DISARMED,  ESCAPED,    true,  EXPOSED,   OPEN_BESIDE_TUNNEL",
    "DISARMED,  ESCAPED,    false, EXPOSED,   OPEN",
    "DISARMED,  MIXED,      false, EXPOSED,   OPEN",
    "DISARMED,  NONE,       true,  EXPOSED,   OPEN_BESIDE_TUNNEL",
    "DISARMED,  IMPOSSIBLE, false, EXPOSED,   OPEN",
    "DISARMED,  STALE,      false, EXPOSED,   OPEN",
    "UNKNOWN,   REFUSED,    true,  UNKNOWN,   KERNEL_UNREAD",
    "UNKNOWN,   ESCAPED,    true,  UNKNOWN,   KERNEL_UNREAD",
    "UNKNOWN,   NONE,       false, UNKNOWN,   KERNEL_UNREAD",
    ",          ESCAPED,    true,  EXPOSED,   NEVER_ARMED",
    ",          ESCAPED,    false, EXPOSED,   NEVER_ARMED",
    ",          MIXED,      false, EXPOSED,   NEVER_ARMED",
    ",          REFUSED,    true,  UNKNOWN,   REFUSED_BY_SOMETHING",
    ",          REFUSED,    false, UNKNOWN,   REFUSED_BY_SOMETHING",
    ",          NONE,       true,  UNKNOWN,   NOTHING_KNOWN",
    ",          IMPOSSIBLE, false, UNKNOWN,   NOTHING_KNOWN",
    ",          STALE,      false, UNKNOWN,   NOTHING_KNOWN",
  })
  void tableOfTheDesign(
      State state, Probes probes, boolean tunnel, Protection shown, Reason reason) {
    Picture picture = ProtectionMap.picture(seen(true, report(state), probes, tunnel, true));
    assertThat(picture.protection()).isEqualTo(shown);
    assertThat(picture.reason()).isEqualTo(reason.key());
  }

  @Test
  void everyCombinationHasAnAnswerAndGreenHasItsProofs() {
    int green = 0;
    int combinations = 0;
    for (boolean installed : new boolean[] {true, false}) {
      for (Optional<Reason> problem :
          List.of(Optional.<Reason>empty(), Optional.of(Reason.REPORT_DAMAGED))) {
        for (State state :
            new State[] {null, State.ARMED, State.DEGRADED, State.DISARMED, State.UNKNOWN}) {
          for (Probes probes : Probes.values()) {
            for (boolean tunnel : new boolean[] {true, false}) {
              for (boolean physical : new boolean[] {true, false}) {
                for (boolean settings : new boolean[] {true, false}) {
                  for (boolean blocking : new boolean[] {true, false}) {
                    for (Task task : Task.values()) {
                      Observation seen =
                          new Observation(
                              NOW,
                              installed,
                              report(state, blocking),
                              problem,
                              settings ? Optional.of(Samples.settings("tun0")) : Optional.empty(),
                              links(tunnel, physical),
                              probes(probes),
                              task);
                      Picture picture = ProtectionMap.picture(seen);
                      combinations++;
                      assertThat(picture.observation()).isSameAs(seen);
                      if (closed(picture.protection())) {
                        green++;
                        assertThat(installed).isTrue();
                        assertThat(problem).isEmpty();
                        assertThat(state).isEqualTo(State.ARMED);
                        assertThat(blocking).isTrue();
                        assertThat(probes).isNotIn(Probes.ESCAPED, Probes.MIXED);
                        assertThat(probes == Probes.REFUSED || !physical).isTrue();
                      }
                      if (!installed || problem.isPresent()) {
                        assertThat(picture.protection()).isEqualTo(Protection.UNKNOWN);
                        assertThat(picture.reason())
                            .isEqualTo(
                                (installed ? Reason.REPORT_DAMAGED : Reason.HELPER_MISSING).key());
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    assertThat(combinations).isEqualTo(2 * 2 * 5 * 6 * 2 * 2 * 2 * 2 * 5);
    assertThat(green).isPositive().isLessThan(combinations / 10);
  }

  @Test
  void missingHelperIsNamedBeforeAllElse() {
    Picture picture =
        ProtectionMap.picture(seen(false, report(State.ARMED), Probes.REFUSED, true, true));
    assertThat(picture.reason()).isEqualTo(Reason.HELPER_MISSING.key());
  }

  @Test
  void escapeIsToldByLinkAndFamily() {
    Picture picture =
        ProtectionMap.picture(seen(true, report(State.ARMED), Probes.MIXED, true, true));
    assertThat(picture.details()).containsExactly("eth0 (IPv6)");
  }

  @Test
  void escapeByALinkThatIsJustGoneCounts() {
    Observation seen =
        with(
            seen(true, report(State.ARMED), Probes.REFUSED, true, true),
            List.of(probe("eth0", Verdict.REFUSED), probe("usb0", Verdict.ESCAPED)));
    assertThat(ProtectionMap.picture(seen).details()).containsExactly("usb0 (IPv4)");
  }

  @Test
  void escapeByTheTunnelIsAsItShouldBe() {
    Observation seen =
        with(
            seen(true, report(State.ARMED), Probes.REFUSED, true, true),
            List.of(probe("eth0", Verdict.REFUSED), probe("tun0", Verdict.ESCAPED)));
    assertThat(ProtectionMap.picture(seen).protection()).isEqualTo(Protection.PROTECTED);
  }

  @Test
  void refusalByTheTunnelOrALinkThatIsDownProvesNothing() {
    Observation seen =
        with(
            seen(true, report(State.ARMED), Probes.NONE, true, true),
            List.of(probe("tun0", Verdict.REFUSED), probe("eth1", Verdict.REFUSED)));
    assertThat(ProtectionMap.picture(seen).reason()).isEqualTo(Reason.UNPROVEN.key());
  }

  @Test
  void probeFromBeforeTheLinkCameUpOrFromTheFutureProvesNothing() {
    Observation base = seen(true, report(State.ARMED), Probes.NONE, true, true);
    for (Instant at :
        List.of(NOW.minusSeconds(11), NOW.plusSeconds(1), NOW.minus(Duration.ofDays(1)))) {
      Observation seen =
          with(base, List.of(new Probe("eth0", AddressFamily.IPV4, Verdict.REFUSED, at)));
      assertThat(ProtectionMap.picture(seen).reason()).isEqualTo(Reason.UNPROVEN.key());
    }
  }

  @Test
  void withoutANetworkClosedNeedsNoProof() {
    assertThat(
            ProtectionMap.picture(seen(true, report(State.ARMED), Probes.NONE, false, false))
                .reason())
        .isEqualTo(Reason.OFFLINE.key());
  }

  @Test
  void familyThatIsOpenIsNamed() {
    Report report =
        Samples.report(
            Verb.ARM,
            false,
            State.DEGRADED,
            Optional.of(GONE),
            Samples.family(true),
            Samples.family(false));
    Picture picture =
        ProtectionMap.picture(seen(true, Optional.of(report), Probes.REFUSED, true, true));
    assertThat(picture.reason()).isEqualTo(Reason.FAMILY_OPEN.key());
    assertThat(picture.details()).containsExactly("IPv6", GONE.message());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"interfaces\":[]}', NO_TUNNEL_NAMED",
    "'{\"interfaces\":[],\"ipsec\":true}', THROUGH_IPSEC",
    "'{\"interfaces\":[\"tun0\"],\"ipsec\":true}', TUNNEL_DOWN"
  })
  void withoutATunnelInterfaceTheSettingsTellWhatToExpect(String tunnel, Reason reason) {
    Observation base = seen(true, report(State.ARMED), Probes.REFUSED, false, true);
    Observation seen =
        new Observation(
            NOW,
            true,
            base.report(),
            Optional.empty(),
            Optional.of(Samples.parse("{\"version\":1,\"tunnel\":" + tunnel + ",\"servers\":[]}")),
            base.links(),
            base.probes(),
            Task.NONE);
    assertThat(ProtectionMap.picture(seen).reason()).isEqualTo(reason.key());
  }

  @ParameterizedTest
  @CsvSource({
    // code,      probes,     up,    shown,    reason
    "boot-blocked, REFUSED,    true,  BLOCKING, BOOT_BLOCKED",
    "boot-blocked, NONE,       false, BLOCKING, BOOT_BLOCKED",
    "degraded,     REFUSED,    true,  BLOCKING, BLOCKED_ALTOGETHER",
    "boot-blocked, NONE,       true,  LEAKING,  WEAKENED",
    "boot-blocked, IMPOSSIBLE, true,  LEAKING,  WEAKENED",
    "boot-blocked, ESCAPED,    true,  LEAKING,  ESCAPED",
    "boot-blocked, MIXED,      true,  LEAKING,  ESCAPED",
    "degraded,     ESCAPED,    true,  LEAKING,  ESCAPED",
  })
  void machineThatIsBlockedAltogetherDoesNotLeakIfThatIsProven(
      String code, Probes probes, boolean up, Protection shown, Reason reason) {
    Problem why = new Problem(code, null, "A document is damaged. Arm again to repair it");
    Report report =
        Samples.report(
            Verb.STATUS,
            false,
            State.DEGRADED,
            Optional.of(why),
            fallback("gate"),
            fallback("gate"));
    Picture picture = ProtectionMap.picture(seen(true, Optional.of(report), probes, false, up));
    assertThat(picture.protection()).isEqualTo(shown);
    assertThat(picture.reason()).isEqualTo(reason.key());
    assertThat(picture.stuck()).isEqualTo(shown == Protection.BLOCKING);
    if (picture.stuck()) {
      assertThat(picture.details()).containsExactly("A document is damaged");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It could not be done (ipv4.restore (new) is empty), so it is blocked. To open it: x y"
            + " | ipv4.restore (new) is empty",
        "It is blocked | It is blocked",
        "It (the disk is blocked. To open it) | It (the disk is blocked",
      })
  void whyItIsBlockedSinceTheStartIsSaidWithoutWhatIsSaidAnyway(String message, String cause) {
    Report report =
        Samples.report(
            Verb.STATUS,
            false,
            State.DEGRADED,
            Optional.of(new Problem("boot-blocked", null, message)),
            fallback("gate"),
            fallback("gate"));
    Picture picture =
        ProtectionMap.picture(seen(true, Optional.of(report), Probes.REFUSED, false, true));
    assertThat(picture.details()).containsExactly(cause);
  }

  @Test
  void machineThatIsBlockedInOneFamilyOnlyIsNot() {
    for (FamilyReport other : List.of(Samples.family(true), Samples.family(false))) {
      Report report =
          Samples.report(
              Verb.STATUS,
              false,
              State.DEGRADED,
              Optional.of(new Problem("boot-blocked", null, "why")),
              fallback("bare-drop"),
              other);
      Picture picture =
          ProtectionMap.picture(seen(true, Optional.of(report), Probes.REFUSED, false, true));
      assertThat(picture.protection()).isEqualTo(Protection.LEAKING);
    }
  }

  private static FamilyReport fallback(String means) {
    return new FamilyReport(false, false, 0, Optional.of(means), FamilyReport.Blocked.NONE);
  }

  private static boolean closed(Protection protection) {
    return protection == Protection.PROTECTED || protection == Protection.BLOCKING;
  }

  private static Observation seen(
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

  private static Observation with(Observation seen, List<Probe> probes) {
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

  private static Optional<Report> report(State state) {
    return report(state, true);
  }

  /** A report in which both families are blocked, or are not although they should be. */
  private static Optional<Report> report(State state, boolean blocking) {
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

  private static List<Link> links(boolean tunnel, boolean physical) {
    Optional<Instant> since = Optional.of(NOW.minusSeconds(10));
    return List.of(
        new Link("tun0", tunnel, true, since, 0, 0),
        new Link("eth0", physical, false, since, 0, 0),
        new Link("eth1", false, false, Optional.empty(), 0, 0));
  }

  private static Probe probe(String link, Verdict verdict) {
    return new Probe(link, AddressFamily.IPV4, verdict, NOW.minusSeconds(2));
  }

  private static List<Probe> probes(Probes probes) {
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
