package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.util.List;

/** What {@code leak-probe} answers: one answer for each attempt, or none is believed. */
public final class ProbeAnswersFuzz {
  private ProbeAnswersFuzz() {}

  /** Tries one answer. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes).lines().toList()));
  }

  private static void check(List<String> lines) {
    int count = Math.max(0, lines.size() - 1);
    List<Sighting> found;
    try {
      found = ExecProber.sightings(lines, count);
    } catch (ToolException e) {
      Fuzzing.outcome(false);
      return;
    }
    Fuzzing.outcome(true);
    assertThat(found).hasSize(count);
    assertThat(found)
        .allMatch(s -> s.error().isEmpty() == (s.answer() == Sighting.Answer.SENT))
        .allMatch(s -> s.error().matches("\\w*"));
  }
}
