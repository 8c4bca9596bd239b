package io.github.vpnfirewall.helper.reference;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Packet.State;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The design's words for packets. */
final class Says {
  private static final int ICMPV6 = 58;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int NEVER_ROUTED = 255;

  private Says() {}

  static Region direction(Direction direction) {
    return Region.of(Field.DIRECTION, Ranges.of(Set.of(direction)));
  }

  static Region leavingBy(List<InterfaceName> names) {
    return by(Field.OUT, names);
  }

  static Region enteringBy(List<InterfaceName> names) {
    return by(Field.IN, names);
  }

  private static Region by(Field field, List<InterfaceName> names) {
    return names.isEmpty()
        ? Region.NONE
        : Region.of(field, Names.of(names.stream().map(InterfaceName::text).toList()));
  }

  static Region decrypted() {
    return Region.of(Field.DECRYPTED, Ranges.of(1));
  }

  static Region encrypted() {
    return Region.of(Field.ENCRYPTED, Ranges.of(1));
  }

  static Region sentTo(String... networks) {
    return sentTo(parse(networks));
  }

  static Region sentTo(List<Network> networks) {
    return Region.of(Field.DESTINATION, Ranges.of(networks));
  }

  static Region sentFrom(String... networks) {
    return sentFrom(parse(networks));
  }

  static Region sentFrom(List<Network> networks) {
    return Region.of(Field.SOURCE, Ranges.of(networks));
  }

  private static List<Network> parse(String... networks) {
    return Stream.of(networks).map(Network::parse).toList();
  }

  static Region protocol(int... numbers) {
    return Region.of(Field.PROTOCOL, numbers(numbers));
  }

  static Region udpOrTcp() {
    return protocol(UDP, TCP);
  }

  static Region udp(int source, int destination) {
    return protocol(UDP).and(fromPort(source)).and(toPort(destination));
  }

  static Region fromPort(int... numbers) {
    return Region.of(Field.SOURCE_PORT, numbers(numbers));
  }

  static Region toPort(int... numbers) {
    return Region.of(Field.DESTINATION_PORT, numbers(numbers));
  }

  static Region icmpv6(int... types) {
    return protocol(ICMPV6).and(Region.of(Field.ICMP_TYPE, numbers(types)));
  }

  /** An ICMPv6 message that no router has passed on. */
  static Region fresh(int... types) {
    return icmpv6(types).and(Region.of(Field.HOP_LIMIT, Ranges.of(NEVER_ROUTED)));
  }

  static Region state(State... states) {
    return Region.of(Field.STATE, Ranges.of(Set.of(states)));
  }

  static Region addressedTo(Kind... kinds) {
    return Region.of(Field.KIND, Ranges.of(Set.of(kinds)));
  }

  private static Ranges numbers(int... numbers) {
    long[] wide = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      wide[i] = numbers[i];
    }
    return Ranges.of(wide);
  }
}
