package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;

/**
 * The test packets by which the app learns from the kernel itself whether it is closed (design §5):
 * every few seconds, so that they would fill the log and be most of what is counted.
 */
public final class Probe {
  /** The discard service's port (RFC 863). */
  static final int PORT = 9;

  private static final Network GROUP_4 = Network.parse("233.252.0.1"); // RFC 6676
  private static final Network GROUP_6 = Network.parse("ff0e::db8:0:1"); // RFC 6676

  private Probe() {}

  static Network group(AddressFamily family) {
    return family == AddressFamily.IPV4 ? GROUP_4 : GROUP_6;
  }

  /** Whether the rule is the one that refuses them. */
  public static boolean isRefusedBy(Rule rule) {
    return rule.target().blocks()
        && (rule.matches().contains(new Match.Destination(GROUP_4))
            || rule.matches().contains(new Match.Destination(GROUP_6)));
  }
}
