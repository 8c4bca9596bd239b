package io.github.vpnfirewall.app.protection;

import static io.github.vpnfirewall.app.protection.Observations.fallback;
import static io.github.vpnfirewall.app.protection.Observations.reportOf;
import static io.github.vpnfirewall.app.protection.Observations.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.protection.Observations.Probes;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine that is closed, the VPN included, until somebody arms again or disarms. */
class BlockedAltogetherTest {
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

  @Test
  void reportThatNamesNoFamilyProvesNoneBlocked() {
    Report report = reportOf(State.DEGRADED, Map.of());
    Picture picture =
        ProtectionMap.picture(seen(true, Optional.of(report), Probes.REFUSED, false, true));
    assertThat(picture.protection()).isEqualTo(Protection.LEAKING);
  }
}
