package io.github.vpnfirewall.helper.restore;

import java.util.ArrayList;
import java.util.List;

/** A rule's line as words, quotes taken off as iptables-restore(8) does. */
final class Words {
  private Words() {}

  static List<String> split(String line) throws MalformedDumpException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '\\' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        inWord = true;
      } else if (!quoted && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quoted) {
      throw new MalformedDumpException("a quote that is never closed", line);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
