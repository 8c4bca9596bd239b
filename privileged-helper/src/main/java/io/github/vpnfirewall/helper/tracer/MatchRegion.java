package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.IpProtocol;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.Match.Way;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Which packets meet a condition of a rule; iptables-extensions(8), in our own words. */
public final class MatchRegion {
  private static final int FLAG_SETS = 1 << Packet.Flag.values().length;

  private MatchRegion() {}

  /**
   * The packets that a rule matches.
   *
   * @throws IllegalArgumentException if its verdict depends on a rate, or its meaning is not known
   */
  public static Region of(Rule rule) {
    Region region = Region.ALL;
    for (Match match : rule.matches()) {
      if (match instanceof Match.LimitPerMinute && !(rule.target() instanceof Target.Log)) {
        throw new IllegalArgumentException("a verdict must not depend on a rate: " + rule.text());
      }
      region = region.and(of(match));
    }
    return region;
  }

  /**
   * The packets that meet it. Of a rate, that is every packet: no rule but LOG may ask for one.
   *
   * @throws IllegalArgumentException if it is not known what the condition means
   */
  public static Region of(Match match) {
    if (match instanceof Match.Source from) {
      return Region.of(Field.SOURCE, Ranges.of(List.of(from.network())));
    }
    if (match instanceof Match.Destination to) {
      return Region.of(Field.DESTINATION, Ranges.of(List.of(to.network())));
    }
    if (match instanceof Match.InSet in) {
      return set(in.set(), in.way());
    }
    if (match instanceof Match.Interface via) {
      return Region.of(via.way() == Way.IN ? Field.IN : Field.OUT, Names.of(List.of(via.name())));
    }
    if (match instanceof Match.Protocol protocol) {
      Region region = protocol(protocol.protocol());
      // The legacy ip6tables looks behind this header for the protocol.
      return protocol.protocol() == IpProtocol.AH ? region.and(family(AddressFamily.IPV4)) : region;
    }
    if (match instanceof Match.AuthenticationHeader) {
      return protocol(IpProtocol.AH);
    }
    if (match instanceof Match.Ports ports) {
      Region region = protocol(ports.transport());
      if (ports.source().isPresent()) {
        region = region.and(Region.of(Field.SOURCE_PORT, Ranges.of(ports.source().getAsInt())));
      }
      return ports.destination().isPresent()
          ? region.and(Region.of(Field.DESTINATION_PORT, Ranges.of(ports.destination().getAsInt())))
          : region;
    }
    if (match instanceof Match.TcpFlags flags) {
      return protocol(IpProtocol.TCP).and(flags(flags));
    }
    if (match instanceof Match.Icmpv6Type icmp) {
      return protocol(IpProtocol.ICMPV6).and(Region.of(Field.ICMP_TYPE, Ranges.of(icmp.type())));
    }
    if (match instanceof Match.HopLimit hops) {
      return Region.of(Field.HOP_LIMIT, Ranges.of(hops.value()));
    }
    if (match instanceof Match.ConnectionState connection) {
      Set<Packet.State> states = EnumSet.noneOf(Packet.State.class);
      connection.states().forEach(state -> states.add(Packet.State.valueOf(state.name())));
      return Region.of(Field.STATE, Ranges.of(states));
    }
    if (match instanceof Match.DestinationType type) {
      Region region = Region.NONE;
      for (String one : type.types()) {
        region = region.or(type(one, type.onlyThisInterface()));
      }
      return type.negated() ? Region.ALL.except(region) : region;
    }
    if (match instanceof Match.ForeignSource) {
      return Region.of(Field.DIRECTION, Ranges.of(Set.of(Direction.FORWARD)));
    }
    if (match instanceof Match.OwnerUid owner) {
      return Region.of(Field.OWNER, Ranges.of(owner.uid()));
    }
    if (match instanceof Match.NoOwner) {
      return Region.of(Field.OWNER, Ranges.absent());
    }
    if (match instanceof Match.Ipsec ipsec) {
      return Region.of(ipsec.way() == Way.IN ? Field.DECRYPTED : Field.ENCRYPTED, Ranges.of(1));
    }
    if (match instanceof Match.LimitPerMinute) {
      return Region.ALL;
    }
    throw new IllegalArgumentException("what does this condition mean? " + match.text());
  }

  /** What is alike but for its address is one region: thousands of endpoints share few ports. */
  private static Region set(AddressSet set, Way way) {
    Map<String, List<AddressSet.Entry>> alike = new TreeMap<>();
    for (AddressSet.Entry entry : set.entries()) {
      String what = entry.transport().map(IpProtocol::key).orElse("") + " " + entry.port();
      alike.computeIfAbsent(what, w -> new ArrayList<>()).add(entry);
    }
    Region region = Region.NONE;
    for (List<AddressSet.Entry> entries : alike.values()) {
      Region addresses =
          Region.of(
              way == Way.IN ? Field.SOURCE : Field.DESTINATION,
              Ranges.of(entries.stream().map(AddressSet.Entry::network).toList()));
      AddressSet.Entry first = entries.get(0);
      if (first.transport().isPresent()) {
        addresses =
            addresses
                .and(protocol(first.transport().get()))
                .and(
                    Region.of(
                        way == Way.IN ? Field.SOURCE_PORT : Field.DESTINATION_PORT,
                        Ranges.of(first.port())));
      }
      region = region.or(addresses);
    }
    return region;
  }

  private static Region protocol(IpProtocol protocol) {
    return Region.of(Field.PROTOCOL, Ranges.of(protocol.number()));
  }

  private static Region flags(Match.TcpFlags wanted) {
    long mask = bits(wanted.mask());
    long set = bits(wanted.set());
    return Region.of(
        Field.FLAGS,
        Ranges.of(LongStream.range(0, FLAG_SETS).filter(flags -> (flags & mask) == set).toArray()));
  }

  private static long bits(Set<Match.TcpFlag> flags) {
    Set<Packet.Flag> same = EnumSet.noneOf(Packet.Flag.class);
    flags.forEach(flag -> same.add(Packet.Flag.valueOf(flag.name())));
    return Field.bits(same);
  }

  /** What the routing table says; asked for one interface, others' addresses are none of ours. */
  private static Region type(String type, boolean onlyThisInterface) {
    return switch (type) {
      case "LOCAL" ->
          onlyThisInterface
              ? kinds(EnumSet.of(Kind.LOCAL_HERE))
              : kinds(EnumSet.of(Kind.LOCAL_HERE, Kind.LOCAL_ELSEWHERE));
      case "BROADCAST" -> kinds(EnumSet.of(Kind.BROADCAST));
      case "MULTICAST" -> kinds(EnumSet.of(Kind.MULTICAST));
      // IPv6 asks for the form of the address, IPv4 for the route (xt_addrtype.c).
      case "UNICAST" ->
          family(AddressFamily.IPV6)
              .and(kinds(EnumSet.complementOf(EnumSet.of(Kind.MULTICAST))))
              .or(
                  family(AddressFamily.IPV4)
                      .and(
                          onlyThisInterface
                              ? kinds(EnumSet.of(Kind.REMOTE, Kind.LOCAL_ELSEWHERE))
                              : kinds(EnumSet.of(Kind.REMOTE))));
      default -> throw new IllegalArgumentException("what is this type? " + type);
    };
  }

  private static Region family(AddressFamily family) {
    return Region.of(Field.FAMILY, Ranges.of(Set.of(family)));
  }

  private static Region kinds(Set<Kind> kinds) {
    return Region.of(Field.KIND, Ranges.of(kinds));
  }
}
