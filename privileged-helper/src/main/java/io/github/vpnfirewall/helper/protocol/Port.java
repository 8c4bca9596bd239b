package io.github.vpnfirewall.helper.protocol;

/**
 * A UDP or TCP port.
 *
 * @param number 1 to 65535
 */
public record Port(int number) {
  /** The highest port. */
  public static final int MAX = 65_535;

  /**
   * @throws InvalidValueException unless 1 to 65535
   */
  public Port {
    if (number < 1 || number > MAX) {
      throw new InvalidValueException(number + " is not a port: use 1 to 65535");
    }
  }

  /**
   * Reads a port as a person types it.
   *
   * @throws InvalidValueException unless the text is a whole number from 1 to 65535
   */
  public static Port parse(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      throw new InvalidValueException(
          InvalidValueException.quote(text) + " is not a port: use 1 to 65535");
    }
    return new Port(Integer.parseInt(text));
  }

  @Override
  public String toString() {
    return Integer.toString(number);
  }
}
