package io.github.vpnfirewall.app.importer;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as openvpn(8) does: quotes, backslashes, {@code #} and {@code ;}. */
final class OpenVpnWords {
  private enum State {
    BETWEEN,
    PLAIN,
    DOUBLE_QUOTED,
    SINGLE_QUOTED
  }

  private OpenVpnWords() {}

  /**
   * @throws ImportException if a quote is not closed, or a backslash stands before something else
   *     than a backslash, a double quote or a space
   */
  static List<String> split(String line, int number) throws ImportException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    State state = State.BETWEEN;
    boolean escaped = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ' ';
      boolean end = i == line.length();
      if (c == '\\' && !escaped && state != State.SINGLE_QUOTED) {
        escaped = true;
        continue;
      }
      if (escaped && !end && c != '\\' && c != '"' && !space(c)) {
        throw ImportException.at(number, "import.openvpn.backslash");
      }
      switch (state) {
        case BETWEEN -> {
          if (!escaped && (c == '#' || c == ';')) {
            return words;
          }
          if (!escaped && c == '"') {
            state = State.DOUBLE_QUOTED;
          } else if (!escaped && c == '\'') {
            state = State.SINGLE_QUOTED;
          } else if (!space(c)) {
            state = State.PLAIN;
            word.append(c);
          }
        }
        case PLAIN -> {
          if (space(c) && (!escaped || end)) {
            state = finish(words, word);
          } else {
            word.append(c);
          }
        }
        case DOUBLE_QUOTED -> {
          if (c == '"' && !escaped) {
            state = finish(words, word);
          } else {
            word.append(c);
          }
        }
        case SINGLE_QUOTED -> {
          if (c == '\'') {
            state = finish(words, word);
          } else {
            word.append(c);
          }
        }
      }
      escaped = false;
    }
    if (state == State.DOUBLE_QUOTED || state == State.SINGLE_QUOTED) {
      throw ImportException.at(number, "import.quote");
    }
    return words;
  }

  private static State finish(List<String> words, StringBuilder word) {
    words.add(word.toString());
    word.setLength(0);
    return State.BETWEEN;
  }

  private static boolean space(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == 0x0b;
  }
}
