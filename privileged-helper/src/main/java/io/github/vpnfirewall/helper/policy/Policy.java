package io.github.vpnfirewall.helper.policy;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may pass (design §2). Everything that the settings leave open is decided here.
 *
 * @param tunnels the tunnel's interfaces
 * @param ipsec whether what an IPsec policy encrypts counts as tunnelled
 * @param allowInbound whether new connections may come in through the tunnel
 * @param clientUids numbers of the only users whose programs may reach the servers; empty means all
 * @param servers the VPN servers
 * @param lan the local network, if it may be reached
 * @param gateway interfaces behind which machines use this one as their way into the tunnel
 * @param blockMode what becomes of the rest
 * @param logBlocked whether the rest is logged
 */
public record Policy(
    List<InterfaceName> tunnels,
    boolean ipsec,
    boolean allowInbound,
    List<Long> clientUids,
    List<Server> servers,
    Optional<Lan> lan,
    List<InterfaceName> gateway,
    BlockMode blockMode,
    boolean logBlocked) {
  /** Copies the lists. */
  public Policy {
    tunnels = List.copyOf(tunnels);
    clientUids = List.copyOf(clientUids);
    servers = List.copyOf(servers);
    gateway = List.copyOf(gateway);
  }

  /**
   * The local network.
   *
   * @param networks what counts as local, of both families
   * @param dns whether name servers in it may be asked
   */
  public record Lan(List<Network> networks, boolean dns) {
    /** Copies the list. */
    public Lan {
      networks = List.copyOf(networks);
    }

    /** The local networks of one family. */
    public List<Network> networks(AddressFamily family) {
      List<Network> found = new ArrayList<>();
      for (Network network : networks) {
        if (network.family() == family) {
          found.add(network);
        }
      }
      return found;
    }
  }

  /**
   * Decides the policy.
   *
   * @param clientUids the numbers of the users in {@code tunnel.clientUsers}
   */
  public static Policy of(Settings settings, List<Long> clientUids) {
    Settings.Lan lan = settings.lan();
    return new Policy(
        settings.tunnel().interfaces(),
        settings.tunnel().ipsec(),
        settings.tunnel().allowInbound(),
        clientUids,
        settings.servers(),
        lan.allow()
            ? Optional.of(new Lan(lan.networks().orElse(NetworkRules.PRIVATE), lan.dns()))
            : Optional.empty(),
        settings.gateway(),
        settings.blockMode(),
        settings.logBlocked());
  }

  /** The servers of one family, in the user's order. */
  public List<Server> servers(AddressFamily family) {
    List<Server> found = new ArrayList<>();
    for (Server server : servers) {
      if (server.address().family() == family) {
        found.add(server);
      }
    }
    return found;
  }
}
