package io.github.vpnfirewall.helper.reference;

import static io.github.vpnfirewall.helper.reference.Says.fresh;
import static io.github.vpnfirewall.helper.reference.Says.fromPort;
import static io.github.vpnfirewall.helper.reference.Says.icmpv6;
import static io.github.vpnfirewall.helper.reference.Says.leavingBy;
import static io.github.vpnfirewall.helper.reference.Says.sentFrom;
import static io.github.vpnfirewall.helper.reference.Says.sentTo;
import static io.github.vpnfirewall.helper.reference.Says.udp;
import static io.github.vpnfirewall.helper.reference.Says.udpOrTcp;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.List;

/** §2.1. */
final class Leaving {
  private final Policy policy;
  private final AddressFamily family;
  private final Shared shared;

  Leaving(Policy policy, AddressFamily family) {
    this.policy = policy;
    this.family = family;
    this.shared = new Shared(policy, family);
  }

  List<Clause> permissions() {
    return List.of(
        new Clause("§2.1.1", "out of lo", Region.of(Field.OUT, Names.of(List.of("lo")))),
        new Clause("§2.1.2", "out of a tunnel", shared.outByTunnel()),
        new Clause("§2.1.3", "asks for an address by DHCP", dhcp()),
        new Clause("§2.1.4", "neighbour discovery or MLD", neighbours()),
        new Clause("§2.3", "an answer to a machine behind this one", machinesBehind()),
        new Clause("§2.1.5", "to a VPN server", servers()),
        new Clause("§2.1.7", "to the local network", lan()));
  }

  List<Clause> refusals() {
    return List.of(
        new Clause(
            "§2.1.6",
            "asks the local network for names",
            shared.hasLan() ? local().and(shared.names()) : Region.NONE),
        new Clause("§2.1.8", "the rest", Region.ALL));
  }

  private Region dhcp() {
    return family == AddressFamily.IPV4
        ? udp(68, 67)
            .and(sentTo("255.255.255.255", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
        : udp(546, 547).and(sentFrom("fe80::/10")).and(sentTo("ff02::1:2", "ff05::1:3"));
  }

  private Region neighbours() {
    if (family == AddressFamily.IPV4) {
      return Region.NONE;
    }
    return fresh(133)
        .and(sentTo("ff02::2"))
        .or(fresh(135).and(sentTo("ff02::1:ff00:0/104", "fe80::/10")))
        .or(fresh(136).and(sentTo("fe80::/10", "ff02::1")))
        .or(icmpv6(131, 132, 143).and(sentTo("ff02::/16")));
  }

  /** Addresses, names and errors for the machines that use this one as their gateway. */
  private Region machinesBehind() {
    Region addresses =
        family == AddressFamily.IPV4
            ? udp(67, 68).and(sentTo("255.255.255.255").or(shared.toPrivate()))
            : udp(547, 546).and(sentFrom("fe80::/10")).and(sentTo("fe80::/10"));
    Region neighbours =
        family == AddressFamily.IPV4
            ? Region.NONE
            : fresh(134)
                .and(sentTo("ff02::1", "fe80::/10"))
                .or(fresh(135, 136).and(sentTo("fc00::/7")));
    Region names = udpOrTcp().and(fromPort(53)).and(shared.toPrivate());
    Region errors = shared.errors().and(shared.toPrivate());
    return leavingBy(policy.gateway()).and(addresses.or(neighbours).or(names).or(errors));
  }

  private Region servers() {
    Region region = shared.servers(server -> true, Field.DESTINATION, Field.DESTINATION_PORT);
    if (policy.clientUids().isEmpty()) {
      return region;
    }
    long[] users = policy.clientUids().stream().mapToLong(uid -> uid).toArray();
    // A kernel tunnel's packets have no owner.
    return region.and(Region.of(Field.OWNER, Ranges.of(users).or(Ranges.absent())));
  }

  private Region local() {
    Region everybody =
        family == AddressFamily.IPV4
            ? sentTo("224.0.0.0/24", "239.0.0.0/8", "255.255.255.255")
            : sentTo("ff02::/16", "ff05::/16");
    return shared.toLan().or(everybody);
  }

  private Region lan() {
    return shared.hasLan() ? shared.withoutNames(local()) : Region.NONE;
  }
}
