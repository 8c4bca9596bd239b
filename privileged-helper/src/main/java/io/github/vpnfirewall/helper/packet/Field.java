package io.github.vpnfirewall.helper.packet;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What a packet can be told apart by. The order is that in which {@code check} decides them: what
 * says which other fields there are comes before them.
 */
public enum Field {
  /** {@link Packet#family}, by its place. */
  FAMILY,
  DIRECTION,
  /** The interface's name; empty if there is none. */
  IN,
  /** The interface's name; empty if there is none. */
  OUT,
  /** 1 if it is. */
  DECRYPTED,
  /** 1 if it will be. */
  ENCRYPTED,
  PROTOCOL,
  DESTINATION,
  KIND,
  SOURCE,
  SOURCE_PORT,
  DESTINATION_PORT,
  ICMP_TYPE,
  /** One bit each, by the flag's place. */
  FLAGS,
  STATE,
  HOP_LIMIT,
  OWNER;

  /** Whether its values are names, not numbers or addresses. */
  public boolean isName() {
    return this == IN || this == OUT;
  }

  String name(Packet packet) {
    return this == IN ? packet.in() : packet.out();
  }

  /** Where the packet's value stands; not for names. */
  Position position(Packet packet) {
    return switch (this) {
      case FAMILY -> Position.of(packet.family());
      case DIRECTION -> Position.of(packet.direction());
      case IN, OUT -> throw new IllegalStateException(this + " is a name");
      case DECRYPTED -> Position.of(packet.decrypted() ? 1 : 0);
      case ENCRYPTED -> Position.of(packet.encrypted() ? 1 : 0);
      case PROTOCOL -> Position.of(packet.protocol());
      case DESTINATION -> Position.first(packet.destination());
      case KIND -> Position.of(packet.kind());
      case SOURCE -> Position.first(packet.source());
      case SOURCE_PORT -> position(packet.sourcePort());
      case DESTINATION_PORT -> position(packet.destinationPort());
      case ICMP_TYPE -> position(packet.icmpType());
      case FLAGS -> Position.of(bits(packet.flags()));
      case STATE -> Position.of(packet.state());
      case HOP_LIMIT -> Position.of(packet.hopLimit());
      case OWNER ->
          packet.owner().isPresent() ? Position.of(packet.owner().getAsLong()) : Position.ABSENT;
    };
  }

  private static Position position(OptionalInt number) {
    return number.isPresent() ? Position.of(number.getAsInt()) : Position.ABSENT;
  }

  /** TCP's flags as the number that {@link #FLAGS} is. */
  public static long bits(Set<Packet.Flag> flags) {
    long bits = 0;
    for (Packet.Flag flag : flags) {
      bits |= 1L << Position.of(flag).low();
    }
    return bits;
  }
}
