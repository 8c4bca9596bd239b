package io.github.vpnfirewall.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;

/** The helper's command line: its words are the input's lines. */
public final class CommandFuzz {
  private CommandFuzz() {}

  /** Tries one command line. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes).split("\n", -1)));
  }

  private static void check(String... words) {
    Command command;
    try {
      command = Command.parse(words);
    } catch (Command.UsageException e) {
      Fuzzing.outcome(false);
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    Fuzzing.outcome(true);
    assertThat(command.verb().key()).isEqualTo(words[0]);
    assertThat(words.length).isLessThanOrEqualTo(3);
    assertThat(!command.check() || command.verb() == Verb.RENDER).isTrue();
    assertThat(!command.again() || command.verb() == Verb.ARM).isTrue();
    assertThat(command.trial().isEmpty() || command.verb() == Verb.ARM).isTrue();
    assertThat(command.trial().orElse(Duration.ofMinutes(1)))
        .isBetween(Duration.ofSeconds(10), Duration.ofHours(1));
  }
}
