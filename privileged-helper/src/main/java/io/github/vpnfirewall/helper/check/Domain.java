package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Packet.Flag;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Values;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which packets there are: what a field can hold, given the fields before it. Ports are UDP's and
 * TCP's (connection tracking puts fragments together before any rule sees them), and the routing
 * table never calls a multicast address one of ours.
 */
final class Domain {
  private static final Ranges PORTED = Ranges.of(6, 17);
  private static final Ranges TCP = Ranges.of(6);
  private static final Ranges TYPED = Ranges.of(1, 58);
  private static final Ranges ABSENT = Ranges.absent();
  private static final Ranges ZERO = Ranges.of(0);
  private static final Ranges BIT = Ranges.of(0, 1);
  private static final Ranges BYTE = Ranges.span(0, 255);
  private static final Ranges PORT = Ranges.span(0, 65_535);
  private static final Ranges FLAGS = Ranges.span(0, (1 << Flag.values().length) - 1);
  private static final Ranges OWNER = Ranges.span(0, 0xffff_fffeL).or(ABSENT);
  private static final Ranges STATE =
      Ranges.of(EnumSet.allOf(io.github.vpnfirewall.helper.packet.Packet.State.class));
  private static final Ranges GROUP = Ranges.of(Set.of(Kind.MULTICAST));
  private static final Ranges LINK = Ranges.of(Set.of(Kind.BROADCAST));
  private static final Ranges SINGLE =
      Ranges.of(EnumSet.complementOf(EnumSet.of(Kind.MULTICAST, Kind.BROADCAST)));
  private static final Ranges SINGLE_OR_LINK =
      Ranges.of(EnumSet.complementOf(EnumSet.of(Kind.MULTICAST)));
  private static final Names NONE = new Names(Set.of(""), Set.of(), false);
  private static final Values SOME = NONE.negated();

  private final AddressFamily family;
  private final Direction direction;
  private final Ranges addresses;
  private final Ranges multicast;
  private final Ranges everybody;

  Domain(AddressFamily family, Direction direction) {
    this.family = family;
    this.direction = direction;
    boolean v4 = family == AddressFamily.IPV4;
    this.addresses = Ranges.of(List.of(Network.parse(v4 ? "0.0.0.0/0" : "::/0")));
    this.multicast = Ranges.of(List.of(Network.parse(v4 ? "224.0.0.0/4" : "ff00::/8")));
    this.everybody = Ranges.of(v4 ? List.of(Network.parse("255.255.255.255")) : List.<Network>of());
  }

  /**
   * What the field can hold.
   *
   * @param chosen the fields before it
   */
  Values of(Field field, Chosen chosen) {
    boolean out = direction == Direction.OUT;
    boolean in = direction == Direction.IN;
    return switch (field) {
      case FAMILY -> Ranges.of(Set.of(family));
      case DIRECTION -> Ranges.of(Set.of(direction));
      case IN -> out ? NONE : SOME;
      case OUT -> in ? NONE : SOME;
      case DECRYPTED -> out ? ZERO : BIT;
      case ENCRYPTED -> in ? ZERO : BIT;
      case PROTOCOL, HOP_LIMIT -> BYTE;
      case SOURCE, DESTINATION -> addresses;
      case KIND -> kinds(chosen);
      case SOURCE_PORT, DESTINATION_PORT -> chosen.in(Field.PROTOCOL, PORTED) ? PORT : ABSENT;
      case ICMP_TYPE -> chosen.in(Field.PROTOCOL, TYPED) ? BYTE : ABSENT;
      case FLAGS -> chosen.in(Field.PROTOCOL, TCP) ? FLAGS : ZERO;
      case STATE -> STATE;
      case OWNER -> out ? OWNER : ABSENT;
    };
  }

  private Ranges kinds(Chosen chosen) {
    if (chosen.in(Field.DESTINATION, multicast)) {
      return GROUP;
    }
    if (chosen.in(Field.DESTINATION, everybody)) {
      return LINK;
    }
    return family == AddressFamily.IPV4 ? SINGLE_OR_LINK : SINGLE;
  }

  /** The sets by whose edges a field must be cut because fields behind it depend on them. */
  List<Ranges> decisive(Field field) {
    return switch (field) {
      case PROTOCOL -> List.of(PORTED, TCP, TYPED);
      case DESTINATION -> List.of(multicast, everybody);
      default -> List.of();
    };
  }

  /** A number that differs if what the fields behind this one can hold does. */
  int context(Field next, Chosen chosen) {
    int context = 0;
    if (next.compareTo(Field.PROTOCOL) > 0) {
      context =
          (chosen.in(Field.PROTOCOL, PORTED) ? 1 : 0)
              + (chosen.in(Field.PROTOCOL, TCP) ? 2 : 0)
              + (chosen.in(Field.PROTOCOL, TYPED) ? 4 : 0);
    }
    if (next == Field.KIND) {
      context +=
          (chosen.in(Field.DESTINATION, multicast) ? 8 : 0)
              + (chosen.in(Field.DESTINATION, everybody) ? 16 : 0);
    }
    return context;
  }
}
