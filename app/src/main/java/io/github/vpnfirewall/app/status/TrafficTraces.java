package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import java.util.List;

/** What the tunnels that are up carried in the last while. Not thread-safe. */
final class TrafficTraces {
  private final Trace received = new Trace(Charts.SPAN);
  private final Trace sent = new Trace(Charts.SPAN);
  private List<String> names = List.of();

  /** Takes in how much they have carried by now. Others than before begin anew. */
  void add(Observation seen) {
    List<Link> tunnels = seen.links().stream().filter(link -> link.tunnel() && link.up()).toList();
    List<String> now = tunnels.stream().map(Link::name).toList();
    if (!now.equals(names)) {
      names = now;
      received.clear();
      sent.clear();
    }
    if (!tunnels.isEmpty()) {
      received.add(seen.at(), tunnels.stream().mapToLong(Link::received).sum());
      sent.add(seen.at(), tunnels.stream().mapToLong(Link::sent).sum());
    }
  }

  Charts.Chart chart(Charts charts) {
    return charts.traffic(received, sent);
  }
}
