package io.github.vpnfirewall.helper.reference;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Flag;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Packet.State;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Design §2 as one predicate, written without a look at the rules: whether a packet may pass. It
 * asks for no order of rules; where the design's order matters, it is a condition here.
 */
public final class ReferenceDecision {
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final String[] PRIVATE = {
    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"
  };

  private final Policy policy;
  private final Packet packet;

  private ReferenceDecision(Policy policy, Packet packet) {
    this.policy = policy;
    this.packet = packet;
  }

  /** Whether the packet may pass. */
  public static boolean permits(Policy policy, Packet packet) {
    ReferenceDecision reference = new ReferenceDecision(policy, packet);
    return switch (packet.direction()) {
      case OUT -> reference.leaves();
      case IN -> reference.enters();
      case FORWARD -> reference.passes();
    };
  }

  /** §2.1. */
  private boolean leaves() {
    return packet.out().equals("lo")
        || tunnelled(packet.out())
        || isDhcpRequest()
        || isNeighbourDiscovery()
        || answersMachineBehind()
        || policy.servers().stream().anyMatch(this::goesToServer)
        || goesToLan();
  }

  private boolean tunnelled(String name) {
    return policy.tunnels().stream().anyMatch(tunnel -> tunnel.matches(name))
        || (policy.ipsec() && packet.ipsec());
  }

  private boolean isDhcpRequest() {
    if (packet.family() == AddressFamily.IPV4) {
      return isUdp(68, 67)
          && to("255.255.255.255", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16");
    }
    return isUdp(546, 547) && from("fe80::/10") && to("ff02::1:2", "ff05::1:3");
  }

  private boolean isNeighbourDiscovery() {
    if (packet.family() != AddressFamily.IPV6 || packet.protocol() != ICMPV6) {
      return false;
    }
    boolean fresh = packet.hopLimit() == 255;
    return switch (packet.icmpType().orElse(-1)) {
      case 133 -> fresh && to("ff02::2");
      case 135 -> fresh && to("ff02::1:ff00:0/104", "fe80::/10");
      case 136 -> fresh && to("fe80::/10", "ff02::1");
      case 131, 132, 143 -> to("ff02::/16");
      default -> false;
    };
  }

  private boolean goesToServer(Server server) {
    boolean user =
        policy.clientUids().isEmpty()
            || packet.owner().isEmpty()
            || policy.clientUids().contains(packet.owner().getAsLong());
    return user
        && server.address().contains(packet.destination())
        && speaks(server)
        && (server.port().isEmpty()
            || server.port().get().number() == packet.destinationPort().orElse(-1));
  }

  private boolean speaks(Server server) {
    return server.protocol().number() < 0 || server.protocol().number() == packet.protocol();
  }

  private boolean goesToLan() {
    if (policy.lan().isEmpty()) {
      return false;
    }
    boolean local =
        isLan(packet.destination())
            || to("224.0.0.0/24", "239.0.0.0/8", "255.255.255.255", "ff02::/16", "ff05::/16");
    return local && (!asksForNames() || policy.lan().get().dns());
  }

  private boolean asksForNames() {
    return hasPorts() && List.of(53, 853).contains(packet.destinationPort().orElse(-1));
  }

  private boolean hasPorts() {
    return packet.protocol() == UDP || packet.protocol() == TCP;
  }

  private boolean isBehind(String name) {
    return policy.gateway().stream().anyMatch(gateway -> gateway.matches(name));
  }

  /** §2.3: addresses, names and errors for the machines that use this one as their gateway. */
  private boolean answersMachineBehind() {
    if (!isBehind(packet.out())) {
      return false;
    }
    boolean neighbour =
        (isFresh(134) && to("ff02::1", "fe80::/10"))
            || ((isFresh(135) || isFresh(136)) && to("fc00::/7"));
    boolean address =
        packet.family() == AddressFamily.IPV4
            ? isUdp(67, 68) && (to("255.255.255.255") || to(PRIVATE))
            : isUdp(547, 546) && from("fe80::/10") && to("fe80::/10");
    boolean name = hasPorts() && packet.sourcePort().orElse(-1) == 53 && to(PRIVATE);
    return neighbour || address || name || (isError() && to(PRIVATE));
  }

  /** Of this ICMPv6 type, and from no further than the next router. */
  private boolean isFresh(int type) {
    return packet.family() == AddressFamily.IPV6
        && packet.protocol() == ICMPV6
        && packet.icmpType().orElse(-1) == type
        && packet.hopLimit() == 255;
  }

  private boolean isError() {
    return packet.protocol() == (packet.family() == AddressFamily.IPV4 ? ICMP : ICMPV6)
        && state(State.RELATED);
  }

  /** §2.3: what they ask the gateway itself. */
  private boolean isAskedByMachineBehind() {
    if (!isBehind(packet.in())) {
      return false;
    }
    boolean address =
        packet.family() == AddressFamily.IPV4
            ? isUdp(68, 67)
            : isUdp(546, 547) && from("fe80::/10");
    boolean name = hasPorts() && packet.destinationPort().orElse(-1) == 53 && from(PRIVATE);
    return isFresh(133) || address || name;
  }

  /** §2.2. */
  private boolean enters() {
    if (packet.in().equals("lo")) {
      return true;
    }
    if (packet.state() == State.INVALID || isMalformed()) {
      return false;
    }
    boolean reply = state(State.ESTABLISHED, State.RELATED);
    if (tunnelled(packet.in()) && (reply || policy.allowInbound())) {
      return true;
    }
    if (packet.kind() == Kind.LOCAL_ELSEWHERE || packet.kind() == Kind.REMOTE) {
      return false; // CVE-2019-14899
    }
    if (isDhcpReply() || isNeighboursAnswer()) {
      return true;
    }
    if (tunnelled(packet.in())) {
      return false;
    }
    return isError()
        || isAskedByMachineBehind()
        || policy.servers().stream().anyMatch(this::comesFromServer)
        || (policy.lan().isPresent() && isLan(packet.source()));
  }

  private boolean isMalformed() {
    Set<Flag> flags = packet.flags();
    return packet.protocol() == TCP
        && (flags.isEmpty()
            || flags.containsAll(EnumSet.of(Flag.SYN, Flag.FIN))
            || flags.containsAll(EnumSet.of(Flag.SYN, Flag.RST)));
  }

  private boolean isDhcpReply() {
    return packet.family() == AddressFamily.IPV4
        ? isUdp(67, 68)
        : isUdp(547, 546) && from("fe80::/10") && to("fe80::/10");
  }

  private boolean isNeighboursAnswer() {
    if (packet.family() != AddressFamily.IPV6 || packet.protocol() != ICMPV6) {
      return false;
    }
    boolean fresh = packet.hopLimit() == 255;
    return switch (packet.icmpType().orElse(-1)) {
      case 134 -> fresh && from("fe80::/10");
      case 135, 136 -> fresh;
      case 130 -> from("fe80::/10");
      default -> false;
    };
  }

  private boolean comesFromServer(Server server) {
    boolean answers = state(State.ESTABLISHED) || server.protocol() == ServerProtocol.GRE;
    return answers
        && server.address().contains(packet.source())
        && speaks(server)
        && (server.port().isEmpty()
            || server.port().get().number() == packet.sourcePort().orElse(-1));
  }

  /** §2.3. */
  private boolean passes() {
    boolean out =
        policy.tunnels().stream().anyMatch(tunnel -> tunnel.matches(packet.out()))
            || (policy.ipsec() && packet.ipsec());
    if (out) {
      return true;
    }
    boolean in = tunnelled(packet.in());
    if (in) {
      return state(State.ESTABLISHED, State.RELATED);
    }
    return policy.lan().isPresent()
        && isLan(packet.source())
        && isLan(packet.destination())
        && (!asksForNames() || policy.lan().get().dns());
  }

  private boolean isLan(Network address) {
    return policy.lan().orElseThrow().networks().stream().anyMatch(n -> n.contains(address));
  }

  private boolean isUdp(int source, int destination) {
    return packet.protocol() == UDP
        && packet.sourcePort().orElse(-1) == source
        && packet.destinationPort().orElse(-1) == destination;
  }

  private boolean state(State... states) {
    return List.of(states).contains(packet.state());
  }

  private boolean from(String... networks) {
    return List.of(networks).stream()
        .anyMatch(network -> Network.parse(network).contains(packet.source()));
  }

  private boolean to(String... networks) {
    return List.of(networks).stream()
        .anyMatch(network -> Network.parse(network).contains(packet.destination()));
  }
}
