package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.StaleFlows;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.restore.FlowListing;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes the kernel forget flows that are no longer permitted, once the rules stand. Nothing leaks
 * where it fails or its time is up: no rule lets a packet out because of the flow that it belongs
 * to (design §2.1).
 */
final class FlowCleaner {
  /** A call for each flow can be thousands; for each family. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String LOOPBACK = "lo";

  private final Netfilter netfilter;

  FlowCleaner(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  /** What to tell if it could not be done. */
  Optional<Problem> clean(Policy policy, Collection<AddressFamily> families) {
    try {
      if (netfilter.hasConntrack()) {
        netfilter.readAheadFlows(families);
        int left = 0;
        for (AddressFamily family : families) {
          List<Flow> flows = flows(family);
          if (flows.isEmpty()) {
            continue;
          }
          StaleFlows stale = new StaleFlows(policy, bareAddresses(policy));
          if (!stale.among(flows).isEmpty()) {
            clean(stale, flows);
            left += stale.among(flows(family)).size();
          }
        }
        if (left > 0) {
          return Optional.of(problem(left + " of them are left"));
        }
      }
      return Optional.empty();
    } catch (ToolException e) {
      return Optional.of(problem(e.getMessage()));
    }
  }

  private static Problem problem(String why) {
    return new Problem(
        "flows-not-forgotten",
        null,
        "The kernel still knows flows that are no longer permitted, though none of their packets"
            + " gets out: "
            + why);
  }

  private List<Flow> flows(AddressFamily family) throws ToolException {
    return FlowListing.parse(family, netfilter.flows(family));
  }

  private void clean(StaleFlows stale, List<Flow> flows) throws ToolException {
    long end = System.nanoTime() + MOST_NANOS;
    Set<Flow> gone = new LinkedHashSet<>();
    stale.among(flows).forEach(flow -> gone.add(flow.anyPort()));
    // One call for all flows between two hosts, unless one of them is to stay.
    Set<Flow> some = new HashSet<>();
    flows.stream().filter(flow -> !stale.isStale(flow)).forEach(f -> some.add(f.anyPort()));
    for (Flow flow : stale.among(flows)) {
      boolean all = !some.contains(flow.anyPort());
      if (System.nanoTime() > end) {
        return;
      }
      if (!all || gone.remove(flow.anyPort())) {
        netfilter.forget(all ? flow.anyPort() : flow);
      }
    }
  }

  private Set<Network> bareAddresses(Policy policy) throws ToolException {
    Set<Network> bare = new HashSet<>();
    for (Map.Entry<String, Set<Network>> entry : netfilter.addresses().entrySet()) {
      String name = entry.getKey();
      if (!name.equals(LOOPBACK) && policy.tunnels().stream().noneMatch(t -> t.matches(name))) {
        bare.addAll(entry.getValue());
      }
    }
    return bare;
  }
}
