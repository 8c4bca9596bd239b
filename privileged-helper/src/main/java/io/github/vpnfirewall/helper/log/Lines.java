package io.github.vpnfirewall.helper.log;

import java.util.function.Consumer;

/** Puts lines together from what comes in pieces. One that is too long is passed over. */
final class Lines {
  private final StringBuilder begun = new StringBuilder();
  private final int limit;
  private boolean tooLong;

  /**
   * @param limit the longest line
   */
  Lines(int limit) {
    this.limit = limit;
  }

  void add(String piece, Consumer<String> each) {
    int from = 0;
    for (int end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      keep(piece.substring(from, end));
      if (!tooLong) {
        each.accept(begun.toString());
      }
      begun.setLength(0);
      tooLong = false;
      from = end + 1;
    }
    keep(piece.substring(from));
  }

  private void keep(String text) {
    tooLong |= begun.length() + text.length() > limit;
    if (!tooLong) {
      begun.append(text);
    }
  }
}
