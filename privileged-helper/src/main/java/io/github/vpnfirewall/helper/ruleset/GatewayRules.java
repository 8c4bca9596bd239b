package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.ruleset.Match.ConnState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a gateway and the machines behind it say to each other (design §2.3): addresses, names, and
 * why a packet was not passed on. Their traffic with everybody else is forwarded, and judged there.
 * Only private addresses are spoken to, so that an interface named by mistake opens nothing.
 */
final class GatewayRules {
  private static final int NEVER_ROUTED = 255;
  private static final int NAMES = 53;

  private final AddressFamily family;
  private final OwnChain chain;
  private final List<Rule> rules = new ArrayList<>();

  private GatewayRules(AddressFamily family, OwnChain chain) {
    this.family = family;
    this.chain = chain;
  }

  /** What may leave to them. */
  static List<Rule> leaving(Policy policy, AddressFamily family) {
    GatewayRules to = new GatewayRules(family, OwnChain.OUT);
    for (InterfaceName name : policy.gateway()) {
      to.leave(Matches.leaving(name));
    }
    return to.rules;
  }

  /** What may enter from them. */
  static List<Rule> entering(Policy policy, AddressFamily family) {
    GatewayRules from = new GatewayRules(family, OwnChain.IN);
    for (InterfaceName name : policy.gateway()) {
      from.enter(Matches.entering(name));
    }
    return from.rules;
  }

  /** What they send out through a tunnel goes under this machine's address there. */
  static List<Rule> masquerade(Policy policy) {
    List<Rule> rules = new ArrayList<>();
    for (InterfaceName tunnel : policy.tunnels()) {
      rules.add(
          new Rule(
              OwnChain.NAT,
              List.of(Matches.leaving(tunnel), new Match.ForeignSource()),
              new Target.Masquerade()));
    }
    return rules;
  }

  private void leave(Match by) {
    if (family == AddressFamily.IPV4) {
      allow(Matches.and(Matches.udp(67, 68), by, broadcast()));
      clients().forEach(to -> allow(Matches.and(Matches.udp(67, 68), by, to)));
    } else {
      Match linkLocal = Matches.to("fe80::/10");
      allow(Matches.and(Matches.udp(547, 546), by, Matches.from("fe80::/10"), linkLocal));
      neighbour(134, by, Matches.to("ff02::1")); // router advertisements, RFC 4861 §4.2
      neighbour(134, by, linkLocal);
      // Who has a private address asks, and is asked, with it.
      neighbour(135, by, Matches.to("fc00::/7"));
      neighbour(136, by, Matches.to("fc00::/7"));
    }
    for (Match to : clients()) {
      for (IpProtocol transport : List.of(IpProtocol.UDP, IpProtocol.TCP)) {
        allow(
            Matches.and(
                Matches.ports(transport, OptionalInt.of(NAMES), OptionalInt.empty()), by, to));
      }
      // "Too big" most of all: without it, path MTU discovery fails behind the tunnel (RFC 8899).
      allow(
          List.of(
              new Match.Protocol(
                  family == AddressFamily.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6),
              by,
              to,
              Matches.state(ConnState.RELATED)));
    }
  }

  private void enter(Match by) {
    if (family == AddressFamily.IPV4) {
      allow(Matches.and(Matches.udp(68, 67), by));
    } else {
      allow(Matches.and(Matches.udp(546, 547), by, Matches.from("fe80::/10")));
      neighbour(133, by); // router solicitations
    }
    for (Network network : networks()) {
      for (IpProtocol transport : List.of(IpProtocol.UDP, IpProtocol.TCP)) {
        allow(Matches.and(Matches.toPort(transport, NAMES), by, new Match.Source(network)));
      }
    }
  }

  private void allow(List<Match> matches) {
    rules.add(new Rule(chain, matches, new Target.Return()));
  }

  private void neighbour(int type, Match... where) {
    allow(Matches.and(Matches.and(Matches.icmpv6(type), where), new Match.HopLimit(NEVER_ROUTED)));
  }

  private static Match broadcast() {
    return Matches.to("255.255.255.255");
  }

  private List<Match> clients() {
    return networks().stream().<Match>map(Match.Destination::new).toList();
  }

  private List<Network> networks() {
    return NetworkRules.PRIVATE.stream().filter(n -> n.family() == family).toList();
  }
}
