package io.github.vpnfirewall.helper.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The hosts file: what is added is found again, and taking it away gives back every byte. */
public final class HostsBlockFuzz {
  private static final List<String> LINES = List.of("198.51.100.7\tseattle.example.org");

  private HostsBlockFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  private static void check(String text) {
    String rest = HostsBlock.without(text);
    Fuzzing.outcome(!rest.equals(text));
    assertThat(HostsBlock.find(rest)).isEmpty();
    assertThat(HostsBlock.without(rest)).isEqualTo(rest);
    String pinned = rest + HostsBlock.toAppend(rest, LINES);
    assertThat(HostsBlock.find(pinned)).isPresent();
    assertThat(HostsBlock.without(pinned)).isEqualTo(rest);
  }
}
