package io.github.vpnfirewall.helper.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The helper's own notes, which a crash or a person may have left in any state. */
public final class StateFilesFuzz {
  private StateFilesFuzz() {}

  /** Tries one file as each of the notes. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String text) {
    ArmedFlag flag = ArmedFlag.parse(text);
    assertThat(ArmedFlag.parse(flag.text())).isEqualTo(flag);
    Fuzzing.outcome(!flag.since().equals(Instant.EPOCH));

    Origin origin = Origin.parse(text);
    assertThat(Origin.parse(origin.text())).isEqualTo(origin);

    Optional<Trial> trial = Trial.parse(text);
    if (trial.isPresent()) {
      assertThat(Trial.parse(trial.get().text())).isEqualTo(trial);
      assertThat(trial.get().id()).matches("[0-9a-f]{16}");
      assertThat(trial.get().left(Duration.ofHours(1))).isLessThan(trial.get().ends());
      assertThat(trial.get().endsAt(Duration.ofHours(1), Instant.EPOCH)).isNotNull();
    }
  }
}
