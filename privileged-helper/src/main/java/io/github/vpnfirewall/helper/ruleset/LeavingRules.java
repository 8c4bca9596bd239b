package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.ArrayList;
import java.util.List;

/**
 * What may leave this machine (design §2.1). There is no rule for ESTABLISHED or RELATED: flows
 * from inside the tunnel would go on over the network card in the instant the tunnel goes, and
 * flows opened before arming would never end.
 */
final class LeavingRules {
  private static final int NEVER_ROUTED = 255;

  private final Policy policy;
  private final AddressFamily family;
  private final Addresses addresses;
  private final Verdicts verdicts;
  private final List<Rule> rules = new ArrayList<>();

  LeavingRules(Policy policy, AddressFamily family, Addresses addresses, Verdicts verdicts) {
    this.policy = policy;
    this.family = family;
    this.addresses = addresses;
    this.verdicts = verdicts;
  }

  List<Rule> rules() {
    allowLoopback();
    allowTunnel();
    allowDhcpClient();
    allowNeighbourDiscovery();
    rules.addAll(GatewayRules.leaving(policy, family));
    for (List<Match> to : addresses.servers(Match.Way.OUT)) {
      allowServer(to);
    }
    if (policy.lan().isPresent()) {
      allowLan(policy.lan().get());
    }
    refuseProbe();
    rules.addAll(verdicts.refuseRest(OwnChain.OUT, "output"));
    return rules;
  }

  private void allow(List<Match> matches) {
    rules.add(new Rule(OwnChain.OUT, matches, new Target.Return()));
  }

  private void allow(Match match) {
    allow(List.of(match));
  }

  private void allowLoopback() {
    allow(new Match.Interface(Match.Way.OUT, "lo"));
  }

  private void allowTunnel() {
    for (InterfaceName tunnel : policy.tunnels()) {
      allow(Matches.leaving(tunnel));
    }
    if (policy.ipsec()) {
      allow(new Match.Ipsec(Match.Way.OUT));
    }
  }

  private void allowDhcpClient() {
    if (family == AddressFamily.IPV4) {
      // To the whole network at first, to the server itself for renewal (RFC 2131 §4.4.5).
      for (String server :
          List.of("255.255.255.255", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")) {
        allow(Matches.and(Matches.udp(68, 67), Matches.to(server)));
      }
    } else {
      for (String servers : List.of("ff02::1:2", "ff05::1:3")) { // RFC 8415 §7.1
        allow(Matches.and(Matches.udp(546, 547), Matches.from("fe80::/10"), Matches.to(servers)));
      }
    }
  }

  /** RFC 4861, no wider: a look-alike to the internet with hop limit 255 would be a leak. */
  private void allowNeighbourDiscovery() {
    if (family == AddressFamily.IPV4) {
      return;
    }
    allowNeighbour(133, "ff02::2");
    allowNeighbour(135, "ff02::1:ff00:0/104");
    allowNeighbour(135, "fe80::/10");
    allowNeighbour(136, "fe80::/10");
    allowNeighbour(136, "ff02::1");
    // A switch that listens for MLD (RFC 3810) drops neighbour discovery without these.
    for (int type : new int[] {131, 132, 143}) {
      allow(Matches.and(Matches.icmpv6(type), Matches.to("ff02::/16")));
    }
  }

  private void allowNeighbour(int type, String destination) {
    allow(
        Matches.and(
            Matches.icmpv6(type), Matches.to(destination), new Match.HopLimit(NEVER_ROUTED)));
  }

  private void allowServer(List<Match> matches) {
    if (policy.clientUids().isEmpty()) {
      allow(matches);
      return;
    }
    for (long uid : policy.clientUids()) {
      allow(Matches.and(matches, new Match.OwnerUid(uid)));
    }
    allow(Matches.and(matches, new Match.NoOwner())); // the kernel itself
  }

  /** The app's test packets (design §5): refused as all others, but neither logged nor counted. */
  private void refuseProbe() {
    rules.add(
        new Rule(
            OwnChain.OUT,
            Matches.and(
                Matches.toPort(IpProtocol.UDP, Probe.PORT),
                new Match.Destination(Probe.group(family))),
            verdicts.refuse()));
  }

  private void allowLan(Policy.Lan lan) {
    if (!lan.dns()) {
      // Before the networks below, or names would be asked of the local router.
      rules.addAll(verdicts.refuseNameService(OwnChain.OUT));
    }
    for (Match to : addresses.lan(Match.Way.OUT)) {
      allow(to);
    }
    List<String> groups =
        family == AddressFamily.IPV4
            ? List.of("224.0.0.0/24", "239.0.0.0/8", "255.255.255.255")
            : List.of("ff02::/16", "ff05::/16");
    for (String group : groups) {
      allow(Matches.to(group));
    }
  }
}
