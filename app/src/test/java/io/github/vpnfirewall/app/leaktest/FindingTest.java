package io.github.vpnfirewall.app.leaktest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
  @ParameterizedTest
  @CsvSource({
    "ARMED,    '',                STOPPED,     STOPPED",
    "ARMED,    '',                NOT_TRIED,   NOTHING_TRIED",
    "ARMED,    nothing-tried,     NOT_TRIED,   NOTHING_TRIED",
    "ARMED,    leak,              GOT_OUT,     LEAK",
    "ARMED,    leak,              NOT_STOPPED, LEAK",
    "ARMED,    not-proven,        NOT_TRIED,   UNPROVEN",
    "ARMED,    not-proven,        STOPPED,     UNPROVEN",
    "ARMED,    changed-meanwhile, STOPPED,     CHANGED",
    "DISARMED, changed-meanwhile, GOT_OUT,     CHANGED",
    "DEGRADED, leak,              GOT_OUT,     LEAK",
    "DEGRADED, not-enforced,      STOPPED,     WEAK",
    "DEGRADED, '',                STOPPED,     WEAK",
    "UNKNOWN,  unread,            STOPPED,     WEAK",
    "DISARMED, '',                GOT_OUT,     DISARMED",
    "DISARMED, '',                NOT_STOPPED, DISARMED",
    "DISARMED, '',                STOPPED,     DISARMED_STOPPED",
    "DISARMED, '',                NOT_TRIED,   NOTHING_TRIED"
  })
  void everyReportComesToOneThing(State state, String code, Verdict verdict, Finding finding) {
    assertThat(Finding.of(LeakReports.report(state, error(code), LeakReports.all(verdict))))
        .isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "ARMED,    no-perl,       FAILED",
    "DISARMED, probe-failed,  FAILED",
    "ARMED,    nothing-tried, NOTHING_TRIED",
    "ARMED,    '',            NOTHING_TRIED",
    "DISARMED, '',            NOTHING_TRIED"
  })
  void withoutAttemptsNothingIsClaimed(State state, String code, Finding finding) {
    assertThat(Finding.of(LeakReports.report(state, error(code), List.of()))).isEqualTo(finding);
  }

  @Test
  void onlyWhatWasTriedInFullIsGood() {
    List<Attempt> attempts = LeakReports.all(Verdict.STOPPED);
    assertThat(tone(attempts)).isEqualTo(Tone.GOOD);
    for (int i = 0; i < attempts.size(); i++) {
      for (Verdict other : List.of(Verdict.GOT_OUT, Verdict.NOT_STOPPED, Verdict.NOT_TRIED)) {
        List<Attempt> changed = new ArrayList<>(attempts);
        Attempt was = changed.get(i);
        changed.set(
            i, new Attempt(was.interfaceName(), was.family(), was.kind(), other, was.detail()));
        assertThat(tone(changed)).as(other + " at " + i).isNotEqualTo(Tone.GOOD);
      }
    }
  }

  @Test
  void goodIsOneOfThemAlone() {
    assertThat(Finding.values())
        .filteredOn(finding -> finding.tone() == Tone.GOOD)
        .containsExactly(Finding.STOPPED);
  }

  private static Tone tone(List<Attempt> attempts) {
    return Finding.of(LeakReports.report(State.ARMED, Optional.empty(), attempts)).tone();
  }

  private static Optional<Problem> error(String code) {
    return code.isEmpty() ? Optional.empty() : LeakReports.error(code);
  }
}
