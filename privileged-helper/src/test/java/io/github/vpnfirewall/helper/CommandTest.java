package io.github.vpnfirewall.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @ParameterizedTest
  @CsvSource({"10, 10", "60, 60", "60s, 60", "1m, 60", "2m, 120", "60m, 3600", "3600, 3600"})
  void trialsLengthIsRead(String text, long seconds) throws Exception {
    Command command = Command.parse("arm", "--confirm", text);
    assertThat(command.verb()).isEqualTo(Verb.ARM);
    assertThat(command.trial()).contains(Duration.ofSeconds(seconds));
    assertThat(command.again()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9", "9s", "0", "3601", "61m", "1h", "-60", "+60", "60.0", " 60", "060", "m"})
  void noOtherLengthIsTaken(String text) {
    assertThatThrownBy(() -> Command.parse("arm", "--confirm", text))
        .isInstanceOfSatisfying(
            Command.UsageException.class, e -> assertThat(e.verb).contains(Verb.ARM))
        .hasMessageContaining("10 seconds to an hour");
  }

  @Test
  void lengthIsNeeded() {
    assertThatThrownBy(() -> Command.parse("arm", "--confirm"))
        .hasMessageContaining("10 seconds to an hour");
  }

  @Test
  void armingAgainIsNoTrial() throws Exception {
    Command command = Command.parse("arm", "--again");
    assertThat(command.again()).isTrue();
    assertThat(command.trial()).isEmpty();
    assertThat(Command.parse("arm")).isEqualTo(Command.of(Verb.ARM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arm --again --confirm 60",
        "arm --confirm=60",
        "--again arm",
        "disarm --again",
        "disarm --confirm 60",
        "configure --confirm 60",
        "watch --again",
        "render --again",
        "keep-trial 0123456789abcdef",
      })
  void optionsStandOnlyWhereTheyBelong(String line) {
    assertThatThrownBy(() -> Command.parse(line.split(" ", -1)))
        .isInstanceOfSatisfying(Command.UsageException.class, e -> assertThat(e.verb).isEmpty())
        .hasMessageStartingWith("Name one verb");
  }
}
