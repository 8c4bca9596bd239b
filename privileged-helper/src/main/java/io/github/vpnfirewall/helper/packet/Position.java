package io.github.vpnfirewall.helper.packet;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;

/**
 * Where a value stands among all that a field can hold, so that numbers and addresses are cut in
 * the same way: 128 bits without a sign, {@code high} first.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Position(long high, long low) implements Comparable<Position> {
  /** The least. */
  public static final Position FIRST = new Position(0, 0);

  /** The greatest. */
  public static final Position LAST = new Position(-1, -1);

  /** Of a field that the packet does not have: a port of GRE. Behind every number. */
  public static final Position ABSENT = new Position(1, 0);

  /**
   * IPv4 stands where RFC 4291 §2.5.5.2 maps it. An IPv6 packet may bear such an address too: sets
   * for one family must hold addresses of that family alone.
   */
  private static final long MAPPED = 0xffff_0000_0000L;

  /**
   * @param number 0 or more
   */
  public static Position of(long number) {
    if (number < 0) {
      throw new IllegalArgumentException(number + " is below zero");
    }
    return new Position(0, number);
  }

  /** The constant's place in its enumeration. */
  @SuppressWarnings("EnumOrdinal") // told apart within one run alone; the order means nothing
  public static Position of(Enum<?> constant) {
    return of(constant.ordinal());
  }

  /** The first address of a network. */
  public static Position first(Network network) {
    return network.family() == AddressFamily.IPV4
        ? new Position(0, MAPPED | network.low())
        : new Position(network.high(), network.low());
  }

  /** The last address of a network. */
  public static Position last(Network network) {
    Position first = first(network);
    int hostBits = network.family().bits() - network.prefix();
    return hostBits > 64
        ? new Position(first.high | ones(hostBits - 64), -1)
        : new Position(first.high, first.low | ones(hostBits));
  }

  private static long ones(int bits) {
    return bits == 0 ? 0 : -1L >>> (64 - bits);
  }

  /** The address that stands here. */
  public Network address(AddressFamily family) {
    return family == AddressFamily.IPV4
        ? new Network(family, 0, low & ~MAPPED, family.bits())
        : new Network(family, high, low, family.bits());
  }

  /** The one behind; there is none behind {@link #LAST}. */
  public Position next() {
    return new Position(low == -1 ? high + 1 : high, low + 1);
  }

  /** The one before; there is none before {@link #FIRST}. */
  public Position previous() {
    return new Position(low == 0 ? high - 1 : high, low - 1);
  }

  /** How far this one, which is not before the other, is from it. */
  public Position minus(Position other) {
    boolean borrows = Long.compareUnsigned(low, other.low) < 0;
    return new Position(high - other.high - (borrows ? 1 : 0), low - other.low);
  }

  @Override
  public int compareTo(Position other) {
    int upper = Long.compareUnsigned(high, other.high);
    return upper != 0 ? upper : Long.compareUnsigned(low, other.low);
  }
}
