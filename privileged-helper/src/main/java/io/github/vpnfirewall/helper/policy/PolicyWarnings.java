package io.github.vpnfirewall.helper.policy;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.List;

/** What a person should know about valid settings before trusting them. */
public final class PolicyWarnings {
  /** So many of one kind are told; thousands would drown the rest. */
  private static final int MOST_OF_A_KIND = 20;

  private PolicyWarnings() {}

  /** The warnings, in the order of the fields. */
  public static List<Problem> of(Settings settings) {
    List<Problem> warnings = new ArrayList<>();
    tunnel(settings.tunnel(), warnings);
    servers(settings.servers(), warnings);
    if (settings.lan().allow()) {
      lan(settings.lan(), warnings);
    }
    return warnings;
  }

  private static void tunnel(Settings.Tunnel tunnel, List<Problem> warnings) {
    if (tunnel.interfaces().isEmpty() && !tunnel.ipsec()) {
      warnings.add(
          new Problem(
              "no-tunnel",
              "$.tunnel.interfaces",
              "No tunnel is named: while armed, nothing can leave but to the VPN servers"));
    }
    for (int i = 0; i < tunnel.interfaces().size(); i++) {
      InterfaceName name = tunnel.interfaces().get(i);
      if (name.looksPhysical()) {
        warnings.add(
            new Problem(
                "tunnel-looks-physical",
                "$.tunnel.interfaces[" + i + "]",
                name + " looks like a network card or bridge: all that leaves by it is let out"));
      }
    }
  }

  private static void servers(List<Server> servers, List<Problem> warnings) {
    if (servers.isEmpty()) {
      warnings.add(
          new Problem(
              "no-servers",
              "$.servers",
              "No VPN server is named: while armed, the VPN cannot connect"));
    }
    int open = 0;
    for (int i = 0; i < servers.size() && open < MOST_OF_A_KIND; i++) {
      Server server = servers.get(i);
      if (server.protocol() == ServerProtocol.ANY
          || (server.protocol().hasPort() && server.port().isEmpty())) {
        open++;
        warnings.add(
            new Problem(
                "server-any",
                "$.servers[" + i + "]",
                "Any program may reach "
                    + server.endpoint()
                    + " outside the tunnel: name protocol and port"));
      }
    }
  }

  private static void lan(Settings.Lan lan, List<Problem> warnings) {
    List<Network> networks = lan.networks().orElse(List.of());
    int open = 0;
    for (int i = 0; i < networks.size() && open < MOST_OF_A_KIND; i++) {
      if (!NetworkRules.isPrivate(networks.get(i))) {
        open++;
        warnings.add(
            new Problem(
                "lan-network-public",
                "$.lan.networks[" + i + "]",
                networks.get(i)
                    + " is not a private range: what is sent there leaves bare, wherever you are"));
      }
    }
  }
}
