package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.text.Texts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpIsGivenOnStandardOutput() {
    assertThat(answer("--help")).contains(0);
    assertThat(text(out)).startsWith("Usage: vpnfirewall-app").contains("\n  --version");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void versionIsOneLine() {
    assertThat(answer("--version")).contains(0);
    assertThat(text(out)).startsWith("VPN Firewall ").hasLineCount(1);
  }

  @Test
  void whatIsNotKnownIsRefused() {
    assertThat(answer("status", "--frobnicate")).contains(2);
    assertThat(text(out)).isEmpty();
    assertThat(text(err)).contains("“--frobnicate”").contains("Usage:");
  }

  @Test
  void whatIsKnownGoesOn() {
    assertThat(answer()).isEmpty();
    assertThat(answer("status")).isEmpty();
    assertThat(text(out) + text(err)).isEmpty();
  }

  private Optional<Integer> answer(String... args) {
    return CommandLine.answer(
        args,
        "cli.window",
        List.of("status"),
        Texts.of(Locale.ENGLISH),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
