package io.github.vpnfirewall.helper.protocol;

/**
 * An IPv4 or IPv6 address or network, the host's bits all zero.
 *
 * @param family whose addresses these are
 * @param high the upper 64 bits of an IPv6 address; 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 * @param prefix how many leading bits count: 0 to 32 or 128
 */
public record Network(AddressFamily family, long high, long low, int prefix)
    implements Comparable<Network> {
  /**
   * @throws InvalidValueException if the prefix is out of range or bits behind it are set
   */
  public Network {
    if (prefix < 0 || prefix > family.bits()) {
      throw new InvalidValueException(
          "/" + prefix + " is no prefix length: use 0 to " + family.bits());
    }
    if ((high & ~highMask(family, prefix)) != 0 || (low & ~lowMask(family, prefix)) != 0) {
      throw new InvalidValueException(
          AddressText.print(family, high, low)
              + "/"
              + prefix
              + " has bits behind its prefix: did you mean "
              + AddressText.print(
                  family, high & highMask(family, prefix), low & lowMask(family, prefix))
              + "/"
              + prefix
              + "?");
    }
  }

  /**
   * Reads {@code 192.0.2.1}, {@code 192.0.2.0/24}, {@code 2001:db8::1} or {@code 2001:db8::/32}.
   * Nothing is looked up: a host name is refused.
   *
   * @throws InvalidValueException unless the text is exactly one address or network, with no bit
   *     set behind its prefix
   */
  public static Network parse(String text) {
    return AddressText.parse(text);
  }

  /** Whether this is one address, not a network of several. */
  public boolean isSingle() {
    return prefix == family.bits();
  }

  /** Whether every address of the other network lies in this one. */
  public boolean contains(Network other) {
    return family == other.family
        && other.prefix >= prefix
        && (other.high & highMask(family, prefix)) == high
        && (other.low & lowMask(family, prefix)) == low;
  }

  /** Whether the two share an address; of two networks that do, one contains the other. */
  public boolean overlaps(Network other) {
    return contains(other) || other.contains(this);
  }

  // By numbers: there are thousands, and printing an address takes its time.
  @Override
  public int compareTo(Network other) {
    int order = family.compareTo(other.family);
    if (order == 0) {
      order = Long.compareUnsigned(high, other.high);
    }
    if (order == 0) {
      order = Long.compareUnsigned(low, other.low);
    }
    return order == 0 ? prefix - other.prefix : order;
  }

  // Written out: records' own are put together when the program runs, which takes longer than all
  // that the helper compares.
  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && family == network.family
        && high == network.high
        && low == network.low
        && prefix == network.prefix;
  }

  @Override
  public int hashCode() {
    return (Long.hashCode(high) * 31 + Long.hashCode(low)) * 31 + prefix;
  }

  private static long highMask(AddressFamily family, int prefix) {
    return family == AddressFamily.IPV4 ? 0 : mask(Math.min(prefix, 64));
  }

  private static long lowMask(AddressFamily family, int prefix) {
    return family == AddressFamily.IPV4
        ? mask(prefix) >>> 32 & 0xffff_ffffL
        : mask(Math.max(prefix - 64, 0));
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }

  /** The address as RFC 5952 writes it, with {@code /prefix} unless it is a single one. */
  @Override
  public String toString() {
    String address = AddressText.print(family, high, low);
    return isSingle() ? address : address + "/" + prefix;
  }
}
