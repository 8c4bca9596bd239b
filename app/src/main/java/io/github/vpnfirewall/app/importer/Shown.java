package io.github.vpnfirewall.app.importer;

/** Text from a file as it may stand in a message: short, on one line, nothing that hides. */
final class Shown {
  private static final int MAX = 60;
  private static final int MAX_LABEL = 100;

  private Shown() {}

  static String of(String text) {
    return cut(text, MAX);
  }

  /** As a server's label: at most 100 characters, none of them control characters. */
  static String label(String text) {
    return cut(text.strip(), MAX_LABEL);
  }

  private static String cut(String text, int max) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(max).forEach(c -> shown.appendCodePoint(plain(c) ? c : '?'));
    if (shown.length() > max) {
      shown.setLength(Character.isHighSurrogate(shown.charAt(max - 1)) ? max - 1 : max);
    }
    return shown.toString();
  }

  private static boolean plain(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
