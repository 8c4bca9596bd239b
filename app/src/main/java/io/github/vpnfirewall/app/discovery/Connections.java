package io.github.vpnfirewall.app.discovery;

import java.util.List;
import java.util.Map;

/**
 * VPN connections as NetworkManager keeps them.
 *
 * @param all those that were read, the ones that are on first
 * @param complete whether there was time for all
 */
record Connections(List<Connection> all, boolean complete) {
  Connections {
    all = List.copyOf(all);
  }

  /**
   * One of them.
   *
   * @param groups what is set, by group and name, as in a keyfile but without its escapes; without
   *     secrets
   * @param active whether it is on
   */
  record Connection(Map<String, Map<String, String>> groups, boolean active) {}
}
