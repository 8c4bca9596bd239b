package io.github.vpnfirewall.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/** What another program says at the socket: one short word at most, and a window is all it gets. */
public final class OneInstanceFuzz {
  private static final int LONGEST = 100;

  private OneInstanceFuzz() {}

  /** Tries one client. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, OneInstanceFuzz::check);
  }

  private static void check(byte[] input) throws IOException {
    String word = OneInstance.line(Channels.newChannel(new ByteArrayInputStream(input)));
    Fuzzing.outcome(word.matches("[a-z-]+"));
    assertThat(word).hasSizeLessThanOrEqualTo(LONGEST).isEqualTo(word.strip());
    assertThat(Fuzzing.text(input).strip()).startsWith(word.replaceFirst("\ufffd+$", ""));
  }
}
