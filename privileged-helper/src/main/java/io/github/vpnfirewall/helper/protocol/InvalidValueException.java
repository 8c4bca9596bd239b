package io.github.vpnfirewall.helper.protocol;

/** A text or number that is no valid value of its type; the message says what would be right. */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one sentence for a person: what is wrong and what would be right
   */
  public InvalidValueException(String message) {
    super(message);
  }

  /**
   * Text from outside, cut and with control characters shown, so that it can stand in a message.
   */
  static String quote(String text) {
    StringBuilder shown = new StringBuilder("\"");
    text.codePoints()
        .limit(60)
        .forEach(
            c -> {
              if (c < 0x20 || (c >= 0x7f && c < 0xa0) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.append(text.codePointCount(0, text.length()) > 60 ? "…\"" : "\"").toString();
  }
}
