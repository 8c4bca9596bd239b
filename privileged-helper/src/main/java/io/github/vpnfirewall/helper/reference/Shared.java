package io.github.vpnfirewall.helper.reference;

import static io.github.vpnfirewall.helper.reference.Says.decrypted;
import static io.github.vpnfirewall.helper.reference.Says.encrypted;
import static io.github.vpnfirewall.helper.reference.Says.enteringBy;
import static io.github.vpnfirewall.helper.reference.Says.leavingBy;
import static io.github.vpnfirewall.helper.reference.Says.protocol;
import static io.github.vpnfirewall.helper.reference.Says.sentFrom;
import static io.github.vpnfirewall.helper.reference.Says.sentTo;
import static io.github.vpnfirewall.helper.reference.Says.state;
import static io.github.vpnfirewall.helper.reference.Says.toPort;
import static io.github.vpnfirewall.helper.reference.Says.udpOrTcp;

import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Packet.State;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What more than one direction speaks of. */
final class Shared {
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  private final Policy policy;
  private final AddressFamily family;

  Shared(Policy policy, AddressFamily family) {
    this.policy = policy;
    this.family = family;
  }

  Region outByTunnel() {
    return leavingBy(policy.tunnels()).or(policy.ipsec() ? encrypted() : Region.NONE);
  }

  Region inByTunnel() {
    return enteringBy(policy.tunnels()).or(policy.ipsec() ? decrypted() : Region.NONE);
  }

  Region reply() {
    return state(State.ESTABLISHED, State.RELATED);
  }

  /** ICMP errors about packets of ours. */
  Region errors() {
    return protocol(family == AddressFamily.IPV4 ? ICMP : ICMPV6).and(state(State.RELATED));
  }

  Region toPrivate() {
    return sentTo(privateRanges());
  }

  Region fromPrivate() {
    return sentFrom(privateRanges());
  }

  private String[] privateRanges() {
    return family == AddressFamily.IPV4
        ? new String[] {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"}
        : new String[] {"fc00::/7", "fe80::/10"};
  }

  boolean hasLan() {
    return policy.lan().isPresent();
  }

  Region toLan() {
    return sentTo(networks());
  }

  Region fromLan() {
    return sentFrom(networks());
  }

  private List<Network> networks() {
    return policy.lan().map(lan -> lan.networks(family)).orElse(List.of());
  }

  /** DNS and DNS over TLS. */
  Region names() {
    return udpOrTcp().and(toPort(53, 853));
  }

  /** §2.1.6: the local network is asked for no names unless that was wished for. */
  Region withoutNames(Region region) {
    return policy.lan().orElseThrow().dns() ? region : region.except(names());
  }

  /**
   * The servers' packets; those that are spoken to alike are taken together.
   *
   * @param which the servers that are meant
   * @param address the field that holds the server's address
   * @param port the field that holds its port
   */
  Region servers(Predicate<Server> which, Field address, Field port) {
    Map<Region, List<Network>> bySpeech = new LinkedHashMap<>();
    for (Server server : policy.servers(family)) {
      if (which.test(server)) {
        bySpeech
            .computeIfAbsent(speech(server, port), speech -> new ArrayList<>())
            .add(server.address());
      }
    }
    Region region = Region.NONE;
    for (Map.Entry<Region, List<Network>> servers : bySpeech.entrySet()) {
      region = region.or(Region.of(address, Ranges.of(servers.getValue())).and(servers.getKey()));
    }
    return region;
  }

  private static Region speech(Server server, Field port) {
    Region region =
        server.protocol().number() < 0 ? Region.ALL : protocol(server.protocol().number());
    return server.port().isPresent()
        ? region.and(Region.of(port, Ranges.of(server.port().get().number())))
        : region;
  }
}
