package io.github.vpnfirewall.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** What is logged, whatever others have made of it: addresses do not come through. */
public final class DiscretionFuzz {
  private static final String TELLING = "\nto 198.51.100.7 or 2001:db8::7 at vpn.example.org\n";

  private DiscretionFuzz() {}

  /** Tries one text. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String text) {
    String shown = Discretion.applied(text);
    Fuzzing.outcome(shown.equals(text));
    assertThat(shown.lines().count()).isEqualTo(text.lines().count());
    assertThat(Discretion.applied(text + TELLING)).endsWith("\nto - or - at -\n");
  }
}
