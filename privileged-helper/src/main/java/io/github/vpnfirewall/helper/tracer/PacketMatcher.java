package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.IpProtocol;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.Match.ConnState;
import io.github.vpnfirewall.helper.ruleset.Match.TcpFlag;
import io.github.vpnfirewall.helper.ruleset.Match.Way;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Whether a packet meets a condition; iptables-extensions(8), in our own words. */
public final class PacketMatcher {
  private PacketMatcher() {}

  /** Whether a packet meets all of these, in a rule that decides nothing by rate. */
  public static boolean matchesAll(List<Match> matches, Packet packet) {
    Rule rule = new Rule(OwnChain.OUT, matches, new Target.Return());
    return matches.stream().allMatch(match -> matches(match, packet, rule));
  }

  static boolean matches(Match match, Packet packet, Rule rule) {
    if (match instanceof Match.Source from) {
      return from.network().contains(packet.source());
    }
    if (match instanceof Match.Destination to) {
      return to.network().contains(packet.destination());
    }
    if (match instanceof Match.Interface via) {
      return named(via.name(), via.way() == Way.IN ? packet.in() : packet.out());
    }
    if (match instanceof Match.Protocol protocol) {
      return protocol.protocol().number() == packet.protocol();
    }
    if (match instanceof Match.Ports ports) {
      return ports.transport().number() == packet.protocol()
          && same(ports.source(), packet.sourcePort())
          && same(ports.destination(), packet.destinationPort());
    }
    if (match instanceof Match.TcpFlags flags) {
      return packet.protocol() == IpProtocol.TCP.number() && flags(flags, packet.flags());
    }
    if (match instanceof Match.Icmpv6Type icmp) {
      return packet.protocol() == IpProtocol.ICMPV6.number()
          && packet.icmpType().equals(OptionalInt.of(icmp.type()));
    }
    if (match instanceof Match.HopLimit hops) {
      return hops.value() == packet.hopLimit();
    }
    if (match instanceof Match.ConnectionState connection) {
      return connection.states().contains(ConnState.valueOf(packet.state().name()));
    }
    if (match instanceof Match.DestinationType type) {
      return type.negated() != type.types().stream().anyMatch(t -> is(t, type, packet));
    }
    if (match instanceof Match.ForeignSource) {
      return packet.direction() == Direction.FORWARD;
    }
    if (match instanceof Match.OwnerUid owner) {
      return packet.owner().isPresent() && packet.owner().getAsLong() == owner.uid();
    }
    if (match instanceof Match.NoSocket) {
      return packet.owner().isEmpty();
    }
    if (match instanceof Match.Ipsec ipsec) {
      boolean direction =
          ipsec.way() == Way.IN
              ? packet.direction() != Direction.OUT
              : packet.direction() != Direction.IN;
      return direction && packet.ipsec();
    }
    if (match instanceof Match.LimitPerMinute) {
      if (!(rule.target() instanceof Target.Log)) {
        throw new IllegalArgumentException("a verdict must not depend on a rate: " + rule.text());
      }
      return true;
    }
    throw new IllegalArgumentException("what does this condition mean? " + match.text());
  }

  private static boolean named(String pattern, String name) {
    return pattern.endsWith("+")
        ? !name.isEmpty() && name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }

  private static boolean same(OptionalInt wanted, OptionalInt port) {
    return wanted.isEmpty() || wanted.equals(port);
  }

  private static boolean flags(Match.TcpFlags wanted, Set<Packet.Flag> there) {
    Set<TcpFlag> looked = EnumSet.noneOf(TcpFlag.class);
    there.forEach(flag -> looked.add(TcpFlag.valueOf(flag.name())));
    looked.retainAll(wanted.mask());
    return looked.equals(wanted.set());
  }

  /** What the routing table says; asked for one interface, others' addresses are none of ours. */
  private static boolean is(String type, Match.DestinationType asked, Packet packet) {
    Kind kind = packet.kind();
    boolean local =
        kind == Kind.LOCAL_HERE || (kind == Kind.LOCAL_ELSEWHERE && !asked.onlyThisInterface());
    return switch (type) {
      case "LOCAL" -> local;
      case "BROADCAST" -> kind == Kind.BROADCAST;
      case "MULTICAST" -> kind == Kind.MULTICAST;
      // IPv6 asks for the form of the address, IPv4 for the route (xt_addrtype.c).
      case "UNICAST" ->
          packet.family() == AddressFamily.IPV6
              ? kind != Kind.MULTICAST
              : !local && kind != Kind.BROADCAST && kind != Kind.MULTICAST;
      default -> throw new IllegalArgumentException("what is this type? " + type);
    };
  }
}
