package io.github.vpnfirewall.helper.ruleset;

import static io.github.vpnfirewall.helper.ruleset.Match.ConnState.ESTABLISHED;
import static io.github.vpnfirewall.helper.ruleset.Match.ConnState.INVALID;
import static io.github.vpnfirewall.helper.ruleset.Match.ConnState.RELATED;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.ruleset.Match.TcpFlag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What may enter this machine (design §2.2). */
final class EnteringRules {
  private static final int NEVER_ROUTED = 255;

  private final Policy policy;
  private final AddressFamily family;
  private final Addresses addresses;
  private final Verdicts verdicts;
  private final List<Rule> rules = new ArrayList<>();

  EnteringRules(Policy policy, AddressFamily family, Addresses addresses, Verdicts verdicts) {
    this.policy = policy;
    this.family = family;
    this.addresses = addresses;
    this.verdicts = verdicts;
  }

  List<Rule> rules() {
    allow(List.of(new Match.Interface(Match.Way.IN, "lo")));
    dropInvalid();
    allowTunnel();
    // From here on only packets that no tunnel has brought can still be let in.
    allowPinnedServers();
    dropForeignDestination();
    allowDhcpClient();
    allowNeighbourDiscovery();
    dropRestOfTunnel();
    rules.addAll(GatewayRules.entering(policy, family));
    for (List<Match> from : addresses.otherServers(Match.Way.IN)) {
      allowServer(from);
    }
    allowIcmpErrors();
    for (Match from : addresses.lan(Match.Way.IN)) {
      allow(List.of(from));
    }
    rules.addAll(verdicts.dropRest(OwnChain.IN, "input"));
    return rules;
  }

  private void allow(List<Match> matches) {
    rules.add(new Rule(OwnChain.IN, matches, new Target.Return()));
  }

  private void drop(Match... matches) {
    rules.add(new Rule(OwnChain.IN, List.of(matches), new Target.Drop()));
  }

  private void dropInvalid() {
    drop(Matches.state(INVALID));
    Set<TcpFlag> all = EnumSet.allOf(TcpFlag.class);
    dropFlags(all, Set.of(TcpFlag.FIN, TcpFlag.SYN, TcpFlag.RST, TcpFlag.ACK));
    dropFlags(Set.of(TcpFlag.FIN, TcpFlag.SYN), Set.of(TcpFlag.FIN, TcpFlag.SYN));
    dropFlags(Set.of(TcpFlag.SYN, TcpFlag.RST), Set.of(TcpFlag.SYN, TcpFlag.RST));
    dropFlags(all, all);
    dropFlags(all, Set.of());
  }

  private void dropFlags(Set<TcpFlag> mask, Set<TcpFlag> set) {
    drop(new Match.Protocol(IpProtocol.TCP), new Match.TcpFlags(mask, set));
  }

  private void allowTunnel() {
    List<Match> ways = new ArrayList<>();
    for (InterfaceName tunnel : policy.tunnels()) {
      ways.add(Matches.entering(tunnel));
    }
    if (policy.ipsec()) {
      ways.add(new Match.Ipsec(Match.Way.IN));
    }
    for (Match way : ways) {
      allow(
          policy.allowInbound() ? List.of(way) : List.of(way, Matches.state(RELATED, ESTABLISHED)));
    }
  }

  /**
   * Replies of servers by whatever card: with two cards in one network Linux answers ARP for the
   * address of either on both, so what a server sends to the one's address may come by the other.
   *
   * <p>This does not help those whom {@link #dropForeignDestination} is about. They need a packet
   * to the tunnel's address, which here must be ESTABLISHED: of a flow between that very address
   * and the endpoint at which a VPN server listens, by the same transport. Nobody outside can begin
   * one, as NEW is dropped. The VPN's own flow is from a card's address, since it carries the
   * tunnel, and what programs ask through the tunnel goes to other addresses or ports. That can't
   * be said of a network, of all ports or of whatever protocol, and GRE is let in without a state:
   * these come after the drop.
   */
  private void allowPinnedServers() {
    for (List<Match> from : addresses.pinnedServers(Match.Way.IN)) {
      allowServer(from);
    }
  }

  /**
   * CVE-2019-14899: somebody on the local network tries addresses until the one of the tunnel
   * answers. What is addressed to another interface than the one it came by is dropped.
   */
  private void dropForeignDestination() {
    if (family == AddressFamily.IPV4) {
      drop(new Match.DestinationType(true, List.of("LOCAL", "BROADCAST", "MULTICAST"), true));
    } else {
      drop(
          new Match.DestinationType(false, List.of("UNICAST"), false),
          new Match.DestinationType(true, List.of("LOCAL"), true));
    }
  }

  private void allowDhcpClient() {
    if (family == AddressFamily.IPV4) {
      allow(Matches.udp(67, 68));
    } else {
      allow(Matches.and(Matches.udp(547, 546), Matches.from("fe80::/10"), Matches.to("fe80::/10")));
    }
  }

  private void allowNeighbourDiscovery() {
    if (family == AddressFamily.IPV4) {
      return;
    }
    Match.HopLimit local = new Match.HopLimit(NEVER_ROUTED);
    allow(Matches.and(Matches.icmpv6(134), Matches.from("fe80::/10"), local)); // RFC 4861 §4.2
    allow(Matches.and(Matches.icmpv6(135), local));
    allow(Matches.and(Matches.icmpv6(136), local));
    allow(Matches.and(Matches.icmpv6(130), Matches.from("fe80::/10"))); // MLD, RFC 3810 §5.1.14
  }

  /** A tunnel's far end may not pass for a local network. */
  private void dropRestOfTunnel() {
    for (InterfaceName tunnel : policy.tunnels()) {
      drop(Matches.entering(tunnel));
    }
    if (policy.ipsec()) {
      drop(new Match.Ipsec(Match.Way.IN));
    }
  }

  private void allowServer(List<Match> from) {
    // Each end of PPTP numbers a call by itself (RFC 2637 §4.1), and connection tracking goes by
    // these numbers, so a server's GRE never counts as a reply to ours.
    boolean gre = false;
    for (Match match : from) {
      gre |= match instanceof Match.Protocol of && of.protocol() == IpProtocol.GRE;
    }
    allow(
        gre
            ? from
            : Matches.and(from, Matches.state(ESTABLISHED))); // never by the source's port alone
  }

  /** Errors about packets that we sent: without "too big", path MTU discovery fails (RFC 8899). */
  private void allowIcmpErrors() {
    IpProtocol icmp = family == AddressFamily.IPV4 ? IpProtocol.ICMP : IpProtocol.ICMPV6;
    allow(List.of(new Match.Protocol(icmp), Matches.state(RELATED)));
  }
}
