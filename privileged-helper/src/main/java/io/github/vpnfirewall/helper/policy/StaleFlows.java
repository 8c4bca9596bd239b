package io.github.vpnfirewall.helper.policy;

import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Flows that a policy no longer permits: the kernel would keep them, with their masqueraded
 * addresses, for days, and a flow begun bare would go on with a bare address inside the tunnel
 * (design §2.5). Only what is surely not permitted is named: the tunnel's own flows must live.
 */
public final class StaleFlows {
  private static final Set<Integer> NAMED = Set.of(6, 17);
  private static final Set<Integer> NAME_SERVICE_PORTS = Set.of(53, 853);

  /** Addresses that are no machine's: what goes there ends by itself. */
  private static final List<Network> GROUPS =
      List.of(
          Network.parse("224.0.0.0/4"),
          Network.parse("255.255.255.255"),
          Network.parse("ff00::/8"));

  private final Policy policy;
  private final Set<Network> bare;

  /**
   * @param bare this machine's addresses outside of the tunnel and the loopback
   */
  public StaleFlows(Policy policy, Set<Network> bare) {
    this.policy = policy;
    // IPsec in the kernel has no interface: its flows bear an address of the card.
    this.bare = policy.ipsec() ? Set.of() : Set.copyOf(bare);
  }

  /** Those of the flows that are stale. */
  public List<Flow> among(Collection<Flow> flows) {
    return flows.stream().filter(this::isStale).toList();
  }

  /**
   * What the kernel shall forget for the stale ones to be gone, and no other: all flows between two
   * hosts at once, unless one of them is to stay.
   */
  public List<Flow> toForget(Collection<Flow> flows) {
    Set<Flow> some = new HashSet<>();
    for (Flow flow : flows) {
      if (!isStale(flow)) {
        some.add(flow.anyPort());
      }
    }
    Set<Flow> forget = new LinkedHashSet<>();
    for (Flow flow : among(flows)) {
      forget.add(some.contains(flow.anyPort()) ? flow : flow.anyPort());
    }
    return List.copyOf(forget);
  }

  /** Whether the policy surely does not permit it. */
  public boolean isStale(Flow flow) {
    boolean leaving = bare.contains(flow.source()) || bare.contains(flow.answered());
    boolean entering = bare.contains(flow.destination()) || bare.contains(flow.answerer());
    if (leaving == entering) {
      return false; // through the tunnel, of others, or of this machine with itself
    }
    Network remote = leaving ? flow.answerer() : flow.source();
    boolean group = GROUPS.stream().anyMatch(network -> network.contains(remote));
    return !group
        && !isLocal(remote, flow, leaving)
        && policy.servers().stream().noneMatch(server -> isWith(server, remote, flow, leaving));
  }

  private boolean isLocal(Network remote, Flow flow, boolean leaving) {
    if (policy.lan().isEmpty()) {
      return isAddressing(flow);
    }
    Policy.Lan lan = policy.lan().get();
    boolean names =
        leaving
            && NAMED.contains(flow.protocol())
            && NAME_SERVICE_PORTS.contains(flow.destinationPort().orElse(0));
    boolean local = lan.networks().stream().anyMatch(network -> network.contains(remote));
    return isAddressing(flow) || (local && (lan.dns() || !names));
  }

  /** DHCP, in either family. */
  private static boolean isAddressing(Flow flow) {
    int port = flow.destinationPort().orElse(0);
    return flow.protocol() == 17 && (port == 67 || port == 68 || port == 546 || port == 547);
  }

  private static boolean isWith(Server server, Network remote, Flow flow, boolean leaving) {
    boolean protocol =
        server.protocol().number() < 0 || server.protocol().number() == flow.protocol();
    boolean port =
        server.port().isEmpty()
            || server.port().get().number()
                == (leaving ? flow.destinationPort() : flow.sourcePort()).orElse(0);
    return protocol && port && server.address().contains(remote);
  }
}
