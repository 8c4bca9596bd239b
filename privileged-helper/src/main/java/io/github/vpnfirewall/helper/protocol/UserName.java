package io.github.vpnfirewall.helper.protocol;

import java.util.regex.Pattern;

/**
 * A local user, by name as useradd(8) allows it or by number.
 *
 * @param text the name, or the number in decimal: 0 to 4294967294
 */
public record UserName(String text) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,9}");

  /** The highest user number; the one above it means "nobody at all" to the kernel. */
  private static final long MAX_UID = 4_294_967_294L;

  /**
   * @throws InvalidValueException unless the text is such a name or number
   */
  public UserName {
    boolean number = NUMBER.matcher(text).matches();
    if (number ? Long.parseLong(text) > MAX_UID : !NAME.matcher(text).matches()) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " is not a user: use a login name such as openvpn, or a user number such as 998");
    }
  }

  /** Whether the user is given by number. */
  public boolean isNumber() {
    return Character.isDigit(text.charAt(0));
  }

  @Override
  public String toString() {
    return text;
  }
}
