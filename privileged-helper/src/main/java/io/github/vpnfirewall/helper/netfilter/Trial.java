package io.github.vpnfirewall.helper.netfilter;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.List;

/**
 * A packet to be sent.
 *
 * @param interfaceName where the socket is bound to
 * @param family its family
 * @param kind what it is
 * @param targets where to, in turn until one of them can be reached by that interface; not empty
 */
public record Trial(
    String interfaceName, AddressFamily family, Attempt.Kind kind, List<Network> targets) {
  /** Copies the list. */
  public Trial {
    targets = List.copyOf(targets);
  }
}
