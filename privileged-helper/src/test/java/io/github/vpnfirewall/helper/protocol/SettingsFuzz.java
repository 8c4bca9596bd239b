package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.nio.charset.StandardCharsets;

/** Settings: what is taken can be stored and is the same then; what is not is told by its path. */
public final class SettingsFuzz {
  private static final int LONGEST_MESSAGE = 1000;

  private SettingsFuzz() {}

  /** Tries one document. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, SettingsFuzz::check);
  }

  private static void check(byte[] input) throws InvalidSettingsException {
    Settings settings;
    try {
      settings = SettingsJson.read(input);
    } catch (InvalidSettingsException e) {
      Fuzzing.outcome(false);
      assertThat(e.path()).startsWith("$");
      assertThat(e.code()).matches("[a-z-]+");
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
      assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
      assertThat(outcome(laidOutDifferently(input))).isEqualTo(e.code() + " " + e.path());
      return;
    }
    Fuzzing.outcome(true);
    assertThat(outcome(laidOutDifferently(input))).isEqualTo(settings.toString());
    String written = SettingsJson.write(settings);
    assertThat(SettingsJson.read(written.getBytes(StandardCharsets.UTF_8))).isEqualTo(settings);
  }

  /** One blank more, and {@link ServersJson} has nothing to do with it. */
  private static byte[] laidOutDifferently(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    return text.replace("\n  \"servers\": [", "\n   \"servers\": [")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String outcome(byte[] document) {
    try {
      return SettingsJson.read(document).toString();
    } catch (InvalidSettingsException e) {
      return e.code() + " " + e.path();
    }
  }
}
