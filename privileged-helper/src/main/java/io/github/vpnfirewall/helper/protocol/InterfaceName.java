package io.github.vpnfirewall.helper.protocol;

import java.util.List;
import java.util.Locale;

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
  private static final int MAX_LENGTH = 15;
  private static final List<String> PHYSICAL =
      List.of(
          "eth", "en", "em", "wl", "ww", "usb", "ib", "sl", "br", "bond", "docker", "virbr",
          "veth");

  /**
   * @throws InvalidValueException unless the text is a name or a pattern as described above, other
   *     than {@code lo}
   */
  public InterfaceName {
    if (text.length() > MAX_LENGTH || !isValid(text)) {
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

  /** Letters, digits and {@code _.-}, the last two not in the first place, and maybe a plus. */
  private static boolean isValid(String text) {
    String stem = stem(text);
    for (int i = 0; i < stem.length(); i++) {
      char c = stem.charAt(i);
      boolean plain = (c < 0x80 && Character.isLetterOrDigit(c)) || c == '_';
      if (!plain && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return !stem.isEmpty();
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
    boolean physical = false;
    for (String beginning : PHYSICAL) {
      physical |= stem.startsWith(beginning);
    }
    return physical || (isPattern() && (stem.equals("e") || stem.equals("w") || stem.equals("u")));
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
