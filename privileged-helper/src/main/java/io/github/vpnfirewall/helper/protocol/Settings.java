package io.github.vpnfirewall.helper.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What the user wants, as it stands in {@code /etc/vpnfirewall/settings.json}. A value of this type
 * is valid and free of duplicates; {@link SettingsJson} reads and writes it.
 *
 * @param tunnel how the tunnel is recognised
 * @param servers the VPN servers, in the user's order
 * @param lan the local network
 * @param gateway interfaces whose networks use this machine as their way to the VPN
 * @param pinHosts whether the servers' names are kept in {@code /etc/hosts} while armed
 * @param blockMode what becomes of a packet that may not leave
 * @param logBlocked whether blocked packets are logged, at a limited rate
 */
public record Settings(
    Tunnel tunnel,
    List<Server> servers,
    Lan lan,
    List<InterfaceName> gateway,
    boolean pinHosts,
    BlockMode blockMode,
    boolean logBlocked) {
  /** The version of the settings' form that this program reads and writes. */
  public static final int VERSION = 1;

  /** Copies the lists. */
  public Settings {
    servers = List.copyOf(servers);
    gateway = List.copyOf(gateway);
  }

  /** What one starts with: no tunnel, no server, everything else at its default. */
  public static Settings empty() {
    return new Settings(
        new Tunnel(List.of(), false, false, List.of()),
        List.of(),
        new Lan(false, Optional.empty(), false),
        List.of(),
        true,
        BlockMode.REJECT,
        true);
  }

  /**
   * How the tunnel is recognised.
   *
   * @param interfaces names or patterns of the VPN's interfaces
   * @param ipsec whether what an IPsec policy encrypts counts as tunnelled
   * @param allowInbound whether new connections may come in through the tunnel
   * @param clientUsers the only users whose programs may reach the servers; empty means all users
   */
  public record Tunnel(
      List<InterfaceName> interfaces,
      boolean ipsec,
      boolean allowInbound,
      List<UserName> clientUsers) {
    /** Copies the lists. */
    public Tunnel {
      interfaces = List.copyOf(interfaces);
      clientUsers = List.copyOf(clientUsers);
    }
  }

  /**
   * The local network.
   *
   * @param allow whether it may be reached at all
   * @param networks what counts as local; empty means the private ranges
   * @param dns whether name servers in it may be asked
   */
  public record Lan(boolean allow, Optional<List<Network>> networks, boolean dns) {
    /** Copies the list. */
    public Lan {
      networks = networks.isPresent() ? Optional.of(List.copyOf(networks.get())) : networks;
    }
  }
}
