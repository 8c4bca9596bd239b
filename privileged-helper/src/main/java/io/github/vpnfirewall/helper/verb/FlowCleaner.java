package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.StaleFlows;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.restore.FlowListing;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the kernel forget flows that are no longer permitted, once the rules stand. Nothing leaks
 * where it fails: no rule lets a packet out because of the flow that it belongs to (design §2.1).
 */
final class FlowCleaner {
  /** So many calls of a tool, at some milliseconds each. */
  private static final int MOST = 200;

  private static final String LOOPBACK = "lo";

  private final Netfilter netfilter;

  FlowCleaner(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  void clean(Policy policy, Collection<AddressFamily> families) throws ToolException {
    if (!netfilter.hasConntrack()) {
      return;
    }
    Set<Network> bare = new HashSet<>();
    for (Map.Entry<String, Set<Network>> entry : netfilter.addresses().entrySet()) {
      String name = entry.getKey();
      if (!name.equals(LOOPBACK) && policy.tunnels().stream().noneMatch(t -> t.matches(name))) {
        bare.addAll(entry.getValue());
      }
    }
    for (AddressFamily family : families) {
      List<Flow> flows = FlowListing.parse(family, netfilter.flows(family));
      List<Flow> stale = new StaleFlows(policy, bare).among(flows);
      for (Flow flow : stale.subList(0, Math.min(MOST, stale.size()))) {
        netfilter.forget(flow);
      }
    }
  }
}
