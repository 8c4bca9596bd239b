package io.github.vpnfirewall.helper.protocol;

/** What becomes of a packet that may not leave. */
public enum BlockMode {
  /** It is refused with an ICMP error: programs fail at once instead of hanging. */
  REJECT("reject"),
  /** It vanishes, for those who want silence. */
  DROP("drop");

  private final String key;

  BlockMode(String key) {
    this.key = key;
  }

  /** The name in settings. */
  public String key() {
    return key;
  }

  /**
   * @throws InvalidValueException unless {@code reject} or {@code drop}
   */
  public static BlockMode parse(String text) {
    for (BlockMode mode : values()) {
      if (mode.key.equals(text)) {
        return mode;
      }
    }
    throw new InvalidValueException(
        InvalidValueException.quote(text) + " is no block mode: use reject or drop");
  }
}
