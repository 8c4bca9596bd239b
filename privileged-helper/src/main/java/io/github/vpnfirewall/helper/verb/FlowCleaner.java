package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.StaleFlows;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.restore.FlowListing;
import java.util.HashSet;
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
  /** A call for each flow can be thousands. */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String LOOPBACK = "lo";

  private final Netfilter netfilter;

  FlowCleaner(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  /** What to tell if it could not be done. */
  Optional<Problem> clean(Policy policy) {
    try {
      List<Flow> flows = netfilter.hasConntrack() ? flows() : List.of();
      if (!flows.isEmpty()) {
        StaleFlows stale = new StaleFlows(policy, bareAddresses(policy));
        long end = System.nanoTime() + MOST_NANOS;
        List<Flow> wanted = stale.toForget(flows);
        for (int i = 0; i < wanted.size() && System.nanoTime() < end; i++) {
          netfilter.forget(wanted.get(i));
        }
        if (!wanted.isEmpty()) {
          int left = stale.among(flows()).size();
          return left > 0 ? Optional.of(problem(left + " of them are left")) : Optional.empty();
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

  private List<Flow> flows() throws ToolException {
    return FlowListing.parse(netfilter.flows());
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
