package io.github.vpnfirewall.app.settings;

/**
 * A line of the rules, or of what stands for many lines.
 *
 * @param kind whether it is there already
 * @param text the line
 */
record RuleLine(Kind kind, String text) {
  /** Whether a line is there already. */
  enum Kind {
    SAME("  "),
    ADDED("+ "),
    REMOVED("− ");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** Two characters that stand before the line. */
    String sign() {
      return sign;
    }
  }

  /** The line with its sign. */
  String marked() {
    return kind.sign() + text;
  }
}
