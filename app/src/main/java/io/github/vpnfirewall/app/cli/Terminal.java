package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.text.Texts;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Where the command reads and writes.
 *
 * @param in standard input
 * @param out what was asked for
 * @param err what is said besides
 * @param texts the language
 * @param live whether somebody watches, so that progress is worth showing
 * @param colour whether what is asked for may be coloured
 */
record Terminal(
    InputStream in, PrintStream out, PrintStream err, Texts texts, boolean live, boolean colour) {
  /** What a colour says; words always say it, too. */
  enum Tone {
    /** As it should be. */
    GOOD("1;32"),
    /** Danger. */
    BAD("1;31"),
    /** Worth a thought. */
    CAREFUL("33"),
    /** Neither. */
    PLAIN("");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  String text(String key, Object... details) {
    return texts.text(key, details);
  }

  String text(String key, List<String> details) {
    return texts.text(key, details);
  }

  /** The text in a colour, if colours are wanted. */
  String painted(Tone tone, String text) {
    return colour && tone != Tone.PLAIN ? "\033[" + tone.code + "m" + text + "\033[0m" : text;
  }

  /** The same without colours, for what goes elsewhere. */
  Terminal plain() {
    return new Terminal(in, out, err, texts, live, false);
  }

  /** Refuses a word on the command line, and says what would be right. */
  Exit refuse(String key, String word, String usage) {
    err.println(text(key, word));
    err.println(usage);
    return Exit.WRONG;
  }
}
