package io.github.vpnfirewall.helper.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Addresses as text, strictly: RFC 4291 §2.2 for IPv6, four decimal numbers for IPv4. No name is
 * ever looked up, which {@code java.net.InetAddress} would do.
 */
final class AddressText {
  /** What is not a number. */
  private static final int NONE = -1;

  private AddressText() {}

  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean v6 = address.indexOf(':') >= 0;
    long[] bits = v6 ? parse6(address) : parse4(address);
    if (bits == null || address.length() > 45) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " is not an address: use one such as 198.51.100.7 or 2001:db8::7, or a network such"
              + " as 192.168.1.0/24; names are not looked up here");
    }
    AddressFamily family = v6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
    if (v6 && bits[0] == 0 && bits[1] >>> 32 == 0xffff) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " is an IPv4 address in IPv6 form: write "
              + print(AddressFamily.IPV4, 0, bits[1] & 0xffff_ffffL));
    }
    int prefix = family.bits();
    if (slash >= 0) {
      prefix = decimal(text.substring(slash + 1));
      if (prefix == NONE || prefix > family.bits()) {
        throw new InvalidValueException(
            InvalidValueException.quote(text)
                + " has no valid prefix length: use 0 to "
                + family.bits()
                + " after the slash");
      }
    }
    return new Network(family, bits[0], bits[1], prefix);
  }

  private static long[] parse4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long value = 0;
    for (String part : parts) {
      int number = decimal(part);
      if (number == NONE || number > 255) {
        return null;
      }
      value = value << 8 | number;
    }
    return new long[] {0, value};
  }

  /** A number of one to three decimal digits, without a zero before it; or {@link #NONE}. */
  private static int decimal(String text) {
    return text.length() > 3 || (text.length() > 1 && text.startsWith("0"))
        ? NONE
        : number(text, 10);
  }

  private static int number(String text, int radix) {
    int number = text.isEmpty() ? NONE : 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : NONE; // ASCII's alone
      if (digit < 0) {
        return NONE;
      }
      number = number * radix + digit;
    }
    return number;
  }

  private static long[] parse6(String text) {
    int gap = text.indexOf("::");
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int zeros = 8 - head.size() - tail.size();
    if (gap < 0 ? zeros != 0 : zeros < 1) {
      return null;
    }
    List<Integer> all = new ArrayList<>(head);
    for (int i = 0; i < zeros; i++) {
      all.add(0);
    }
    all.addAll(tail);
    long[] bits = new long[2];
    for (int i = 0; i < 8; i++) {
      bits[i / 4] = bits[i / 4] << 16 | all.get(i);
    }
    return bits;
  }

  /** The groups of one side of {@code ::}, or null if the text is malformed. */
  private static List<Integer> groups(String text, boolean mayEndInIpv4) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      int group = parts[i].length() > 4 ? NONE : number(parts[i], 16);
      if (group != NONE) {
        groups.add(group);
      } else {
        long[] v4 = mayEndInIpv4 && i == parts.length - 1 ? parse4(parts[i]) : null;
        if (v4 == null) {
          return null;
        }
        groups.add((int) (v4[1] >>> 16));
        groups.add((int) (v4[1] & 0xffff));
      }
    }
    return groups;
  }

  static String print(AddressFamily family, long high, long low) {
    if (family == AddressFamily.IPV4) {
      return (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (int) ((i < 4 ? high : low) >>> (48 - i % 4 * 16) & 0xffff);
    }
    int start = -1;
    int length = 1; // RFC 5952 §4.2.2: one lone group of zeros is not shortened
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
