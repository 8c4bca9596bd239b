package io.github.vpnfirewall.helper.protocol;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A network interface's name, or a pattern: a name that ends in {@code +} stands for all names that
 * begin so, as in iptables(8).
 *
 * <p>1 to 15 characters (the kernel's IFNAMSIZ is 16 with its closing zero). Narrower than what the
 * kernel takes: a newline in a name would add a rule as root, a leading {@code -} or {@code !}
 * would be read as an option.
 *
 * @param text the name as it stands in rules
 */
public record InterfaceName(String text) implements Comparable<InterfaceName> {
  private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}\\+?");
  private static final int MAX_LENGTH = 15;
  private static final Pattern PHYSICAL =
      Pattern.compile("(eth|en|em|wl|wlan|ww|wwan|usb|ib|sl|br|bond|docker|virbr|veth).*");

  /**
   * @throws InvalidValueException unless the text is a name or a pattern as described above, other
   *     than {@code lo}
   */
  public InterfaceName {
    if (text.length() > MAX_LENGTH || !VALID.matcher(text).matches()) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " is not an interface name: use 1 to 15 letters, digits, '_', '.' or '-', such as"
              + " tun0, or a pattern such as tun+");
    }
    if (text.equals("lo") || (text.endsWith("+") && "lo".startsWith(stem(text)))) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " covers the loopback interface, which is no tunnel: name the VPN's interface, such"
              + " as tun0");
    }
  }

  /** Whether this stands for all names that begin alike. */
  public boolean isPattern() {
    return text.endsWith("+");
  }

  /** Whether an interface of that name is meant. */
  public boolean matches(String name) {
    return isPattern() ? name.startsWith(stem(text)) : name.equals(text);
  }

  /** Whether some interface could be meant by both. */
  public boolean overlaps(InterfaceName other) {
    return equals(other)
        || (isPattern() && stem(other.text).startsWith(stem(text)))
        || (other.isPattern() && stem(text).startsWith(stem(other.text)));
  }

  /**
   * Whether the name is one that Linux gives to network cards and bridges
   * (systemd.net-naming-scheme (7)), so that naming it as a tunnel would let everything out.
   */
  public boolean looksPhysical() {
    String stem = stem(text).toLowerCase(Locale.ROOT);
    return PHYSICAL.matcher(stem).matches()
        || (isPattern() && (stem.equals("e") || stem.equals("w") || stem.equals("u")));
  }

  private static String stem(String text) {
    return text.endsWith("+") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public int compareTo(InterfaceName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
