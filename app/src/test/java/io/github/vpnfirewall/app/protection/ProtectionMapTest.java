package io.github.vpnfirewall.app.protection;

import static io.github.vpnfirewall.app.protection.Observations.GONE;
import static io.github.vpnfirewall.app.protection.Observations.NOW;
import static io.github.vpnfirewall.app.protection.Observations.links;
import static io.github.vpnfirewall.app.protection.Observations.probes;
import static io.github.vpnfirewall.app.protection.Observations.report;
import static io.github.vpnfirewall.app.protection.Observations.reportOf;
import static io.github.vpnfirewall.app.protection.Observations.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Observations.Probes;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of design §5, line by line, and the cases between its lines. */
class ProtectionMapTest {
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

  @Test
  void familyThatThisComputerHasNotIsNotOpen() {
    Report one = reportOf(State.ARMED, Map.of(AddressFamily.IPV4, Samples.family(true)));
    Picture picture =
        ProtectionMap.picture(seen(true, Optional.of(one), Probes.REFUSED, true, true));
    assertThat(picture.protection()).isEqualTo(Protection.PROTECTED);
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

  @Test
  void whereNothingCouldBeSeenNothingIsClaimed() {
    Picture picture = ProtectionMap.blind(NOW);
    assertThat(picture.protection()).isEqualTo(Protection.UNKNOWN);
    assertThat(picture.reason()).isEqualTo(Reason.LOOK_FAILED.key());
    assertThat(picture.observation().at()).isEqualTo(NOW);
  }

  private static boolean closed(Protection protection) {
    return protection == Protection.PROTECTED || protection == Protection.BLOCKING;
  }
}
