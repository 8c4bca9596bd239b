package io.github.vpnfirewall.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** The person's own autostart file: switching it changes whether it counts, and nothing else. */
public final class DesktopEntryFuzz {
  private DesktopEntryFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(new DesktopEntry(Fuzzing.text(bytes))));
  }

  private static void check(DesktopEntry entry) {
    Fuzzing.outcome(entry.valid());
    assertThat(entry.valid() || !entry.counts()).isTrue();
    assertThat(entry.enabled(false).counts()).isFalse();
    DesktopEntry on = entry.enabled(true);
    assertThat(entry.counts() && !on.counts()).isFalse();
    assertThat(on.enabled(true)).isEqualTo(on);
    assertThat(entry.text().lines().toList())
        .containsAll(on.text().lines().filter(line -> !line.isEmpty()).toList());
  }
}
