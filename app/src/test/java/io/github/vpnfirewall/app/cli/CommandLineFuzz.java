package io.github.vpnfirewall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.fuzz.Fuzzing;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What stands behind a verb: the words are the input's lines. */
public final class CommandLineFuzz {
  private static final Texts TEXTS = Texts.of(Locale.ENGLISH);

  private CommandLineFuzz() {}

  /** Tries one command line. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(List.of(Fuzzing.text(bytes).split("\n", -1))));
  }

  private static void check(List<String> words) {
    try {
      ImportOptions options = ImportOptions.of(words);
      Fuzzing.outcome(true);
      assertThat(options.files()).isNotEmpty();
      assertThat(words).containsAll(options.files());
      assertThat(options.narrow().map(n -> n.protocol() != ServerProtocol.ANY).orElse(true))
          .isTrue();
    } catch (UsageException e) {
      said(e);
    }
    try {
      Words found = Words.of(words, Set.of("--follow", Words.JSON), Set.of("--lines", "-n"), 1);
      assertThat(found.files()).hasSizeLessThan(2);
      assertThat(words).containsAll(found.files()).containsAll(found.options());
    } catch (UsageException e) {
      said(e);
    }
  }

  private static void said(UsageException e) {
    Fuzzing.outcome(false);
    assertThat(TEXTS.text(e.key(), e.getMessage())).isNotBlank();
  }
}
