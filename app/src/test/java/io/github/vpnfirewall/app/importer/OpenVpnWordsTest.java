package io.github.vpnfirewall.app.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of openvpn(8), "Using configuration files". */
class OpenVpnWordsTest {
  @Test
  void wordsStandBetweenSpaces() throws ImportException {
    assertThat(split("  remote\ta.example   1194 ")).containsExactly("remote", "a.example", "1194");
    assertThat(split("")).isEmpty();
  }

  @Test
  void remarksBeginWithHashOrSemicolonButNotWithinAWord() throws ImportException {
    assertThat(split("# all")).isEmpty();
    assertThat(split(";all")).isEmpty();
    assertThat(split("a b#c ;d")).containsExactly("a", "b#c");
  }

  @Test
  void quotesHoldSpacesTogether() throws ImportException {
    assertThat(split("ca \"my file\" 'it is \"x\" \\'"))
        .containsExactly("ca", "my file", "it is \"x\" \\");
    assertThat(split("x \"\"")).containsExactly("x", "");
  }

  @Test
  void backslashTakesMeaningAway() throws ImportException {
    assertThat(split("ca my\\ file \\\"x \\\\y")).containsExactly("ca", "my file", "\"x", "\\y");
    assertThat(split("ca \"a \\\" b\"")).containsExactly("ca", "a \" b");
  }

  private static List<String> split(String line) throws ImportException {
    return OpenVpnWords.split(line, 1);
  }
}
