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
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, Texts texts, boolean live) {
  String text(String key, Object... details) {
    return texts.text(key, details);
  }

  String text(String key, List<String> details) {
    return texts.text(key, details);
  }

  /** Refuses a word on the command line, and says what would be right. */
  Exit refuse(String key, String word, String usage) {
    err.println(text(key, word));
    err.println(text(usage));
    return Exit.WRONG;
  }
}
