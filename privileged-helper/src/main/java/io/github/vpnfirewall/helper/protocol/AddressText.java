package io.github.vpnfirewall.helper.protocol;

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
    int end = slash < 0 ? text.length() : slash;
    int colon = text.indexOf(':');
    boolean v6 = colon >= 0 && colon < end;
    long[] bits = v6 ? parse6(text.substring(0, end)) : parse4(text, 0, end);
    if (bits == null || end > 45) {
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
      prefix = decimal(text, slash + 1, text.length());
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

  private static long[] parse4(String text, int from, int to) {
    long value = 0;
    int start = from;
    for (int part = 0; part < 4; part++) {
      int dot = part < 3 ? text.indexOf('.', start) : to;
      int number = dot < 0 || dot > to ? NONE : decimal(text, start, dot);
      if (number == NONE || number > 255) {
        return null;
      }
      value = value << 8 | number;
      start = dot + 1;
    }
    return new long[] {0, value};
  }

  /** A number of one to three decimal digits, without a zero before it; or {@link #NONE}. */
  private static int decimal(String text, int from, int to) {
    return to - from > 3 || (to - from > 1 && text.charAt(from) == '0')
        ? NONE
        : number(text, from, to, 10);
  }

  private static int number(String text, int from, int to, int radix) {
    int number = from < to ? 0 : NONE;
    for (int i = from; i < to; i++) {
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
    int[] head = new int[8];
    int[] tail = new int[8];
    int before = groups(text, 0, gap < 0 ? text.length() : gap, gap < 0, head);
    int after = gap < 0 ? 0 : groups(text, gap + 2, text.length(), true, tail);
    if (before == NONE || after == NONE || (gap < 0 ? before != 8 : before + after > 7)) {
      return null;
    }
    long[] bits = new long[2];
    for (int i = 0; i < 8; i++) {
      bits[i / 4] = bits[i / 4] << 16 | (i < 8 - after ? head[i] : tail[i - 8 + after]);
    }
    return bits;
  }

  /** Reads one side of {@code ::}: how many groups it has, or {@link #NONE} if it is malformed. */
  private static int groups(String text, int from, int to, boolean mayEndInIpv4, int[] groups) {
    int count = 0;
    for (int start = from; from < to && start <= to; count++) {
      int colon = text.indexOf(':', start);
      int end = colon < 0 || colon > to ? to : colon;
      int group = end - start > 4 ? NONE : number(text, start, end, 16);
      if (group == NONE && mayEndInIpv4 && end == to && count < 7) {
        long[] v4 = parse4(text, start, to);
        if (v4 == null) {
          return NONE;
        }
        groups[count++] = (int) (v4[1] >>> 16);
        group = (int) v4[1] & 0xffff;
      }
      if (group == NONE || count == 8) {
        return NONE;
      }
      groups[count] = group;
      start = end + 1;
    }
    return count;
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
