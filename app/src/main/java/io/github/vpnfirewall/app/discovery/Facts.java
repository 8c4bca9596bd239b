package io.github.vpnfirewall.app.discovery;

import java.util.List;
import java.util.Set;

/**
 * What was seen of this computer, before anything is made of it.
 *
 * @param tunnels interfaces that a VPN may have made
 * @param connections NetworkManager's VPN connections
 * @param scan configurations in files
 * @param running programs that run and may be VPNs
 * @param routes the lines of the kernel's table of routes
 * @param streams the lines of the kernel's table of TCP connections
 * @param session what may tell that a person sits at another computer
 * @param silent who was asked but did not answer in time
 */
record Facts(
    List<TunnelLink> tunnels,
    Connections connections,
    ConfigFiles.Scan scan,
    List<ProcessFiles.Running> running,
    List<String> routes,
    List<String> streams,
    SessionFacts session,
    Set<Source> silent) {
  /** Who is asked. */
  enum Source {
    NETWORK_MANAGER,
    FILES
  }

  Facts {
    silent = Set.copyOf(silent);
  }
}
