package io.github.vpnfirewall.helper.reference;

import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.List;

/** §2.3. */
final class Forwarded {
  private final Policy policy;
  private final Shared shared;

  Forwarded(Policy policy, AddressFamily family) {
    this.policy = policy;
    this.shared = new Shared(policy, family);
  }

  /** What machines behind this one send out through a tunnel interface. */
  Region masqueraded() {
    return policy.gateway().isEmpty() ? Region.NONE : Says.leavingBy(policy.tunnels());
  }

  List<Clause> permissions() {
    Region lan =
        shared.hasLan() ? shared.withoutNames(shared.fromLan().and(shared.toLan())) : Region.NONE;
    return List.of(
        new Clause("§2.3", "out through a tunnel", shared.outByTunnel()),
        new Clause("§2.3", "a reply from a tunnel", shared.inByTunnel().and(shared.reply())),
        new Clause("§2.3", "between local networks", lan.except(shared.inByTunnel())));
  }

  List<Clause> refusals() {
    return List.of(
        new Clause(
            "§2.3",
            "asks the local network for names",
            shared.hasLan()
                ? shared.fromLan().and(shared.toLan()).and(shared.names())
                : Region.NONE),
        new Clause("§2.3", "the rest", Region.ALL));
  }
}
