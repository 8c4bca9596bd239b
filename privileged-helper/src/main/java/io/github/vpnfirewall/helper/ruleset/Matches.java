package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.Match.TcpFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Short words for conditions, so that a builder reads like the specification. */
final class Matches {
  private Matches() {}

  static Match.Interface entering(InterfaceName name) {
    return new Match.Interface(Match.Way.IN, name.text());
  }

  static Match.Interface leaving(InterfaceName name) {
    return new Match.Interface(Match.Way.OUT, name.text());
  }

  static Match.Source from(String network) {
    return new Match.Source(Network.parse(network));
  }

  static Match.Destination to(String network) {
    return new Match.Destination(Network.parse(network));
  }

  static Match.ConnectionState state(Match.ConnState... states) {
    return new Match.ConnectionState(Set.of(states));
  }

  static List<Match> udp(int source, int destination) {
    return ports(IpProtocol.UDP, OptionalInt.of(source), OptionalInt.of(destination));
  }

  static List<Match> toPort(IpProtocol transport, int destination) {
    return ports(transport, OptionalInt.empty(), OptionalInt.of(destination));
  }

  static List<Match> ports(IpProtocol transport, OptionalInt source, OptionalInt destination) {
    return List.of(new Match.Protocol(transport), new Match.Ports(transport, source, destination));
  }

  /** The first packet of a TCP connection, as {@code --syn} has it. */
  static List<Match> newTcp() {
    return List.of(
        new Match.Protocol(IpProtocol.TCP),
        new Match.TcpFlags(
            Set.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.ACK), Set.of(TcpFlag.SYN)));
  }

  static List<Match> icmpv6(int type) {
    return List.of(new Match.Protocol(IpProtocol.ICMPV6), new Match.Icmpv6Type(type));
  }

  static List<Match> and(List<Match> matches, Match... more) {
    List<Match> all = new ArrayList<>(matches);
    all.addAll(List.of(more));
    return all;
  }
}
