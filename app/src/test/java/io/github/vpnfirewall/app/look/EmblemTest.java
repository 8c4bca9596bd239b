package io.github.vpnfirewall.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmblemTest {
  private static final Path ICONS = Path.of("..", "icons");
  private static final Pattern PATH_DATA = Pattern.compile(" d=\"([^\"]+)\"");

  @ParameterizedTest
  @EnumSource(Emblem.class)
  void emblemHasTheShapeOfTheTrayIcon(Emblem emblem) throws IOException {
    String name = "vpnfirewall-" + emblem.name().toLowerCase(Locale.ROOT) + ".svg";
    List<String> drawn =
        PATH_DATA
            .matcher(Files.readString(ICONS.resolve(name)))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(drawn)
        .isEqualTo(
            emblem.mark().isEmpty()
                ? List.of(emblem.body())
                : List.of(emblem.body(), emblem.mark()));
  }

  @Test
  void everyStateHasItsOwnShape() {
    List<Picture> pictures =
        List.of(
            Pictures.isProtected(),
            Pictures.blocking(),
            Pictures.exposed(),
            Pictures.leaking(),
            Pictures.unknown());

    assertThat(pictures.stream().map(Emblem::of).map(e -> e.body() + e.mark()))
        .doesNotHaveDuplicates()
        .hasSize(5);
  }

  @Test
  void onlyClosedIsGreen() {
    assertThat(Emblem.of(Pictures.isProtected()).tone()).isEqualTo(Tone.GOOD);
    assertThat(Emblem.of(Pictures.blocking()).tone()).isEqualTo(Tone.GOOD);
    assertThat(Emblem.of(Pictures.exposed()).tone()).isEqualTo(Tone.BAD);
    assertThat(Emblem.of(Pictures.leaking()).tone()).isEqualTo(Tone.BAD);
    assertThat(Emblem.of(Pictures.unknown()).tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void whileTheHelperWorksNothingIsClaimed() {
    Picture busy = Pictures.busy(Pictures.isProtected(), Task.DISARMING);

    assertThat(Emblem.of(busy)).isEqualTo(Emblem.BUSY);
    assertThat(Emblem.BUSY.tone()).isEqualTo(Tone.QUIET);
  }
}
