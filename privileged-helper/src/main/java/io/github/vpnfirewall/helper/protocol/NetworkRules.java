package io.github.vpnfirewall.helper.protocol;

import java.util.ArrayList;
import java.util.List;

/** Which networks may stand where: what is too wide, and what is no place for a server or a LAN. */
public final class NetworkRules {
  /** What counts as local by default (design §2.1.7; RFC 1918, 3927, 4193, 4291). */
  public static final List<Network> PRIVATE =
      parse(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "169.254.0.0/16",
          "fc00::/7",
          "fe80::/10");

  private static final List<Network> NEVER =
      parse("0.0.0.0/8", "127.0.0.0/8", "224.0.0.0/4", "255.255.255.255", "::", "::1", "ff00::/8");

  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 16;

  private NetworkRules() {}

  /** Whether the network lies in one of the private ranges. */
  public static boolean isPrivate(Network network) {
    boolean inside = false;
    for (Network range : PRIVATE) {
      inside |= range.contains(network);
    }
    return inside;
  }

  /**
   * @throws InvalidValueException unless the network can be a VPN server's address: none that is
   *     multicast, loopback or unspecified, none broader than /8 (IPv6: /16)
   */
  public static Network checkServer(Network network) {
    return check(network, "a VPN server");
  }

  /**
   * @throws InvalidValueException unless the network can be a local one: none that is multicast,
   *     loopback or unspecified; outside the private ranges none broader than /8 (IPv6: /16)
   */
  public static Network checkLan(Network network) {
    return isPrivate(network) ? network : check(network, "a local network");
  }

  static void checkServer(Network network, JsonField field) throws InvalidSettingsException {
    field.checked(network, NetworkRules::checkServer);
  }

  static void checkLan(Network network, JsonField field) throws InvalidSettingsException {
    field.checked(network, NetworkRules::checkLan);
  }

  private static Network check(Network network, String what) {
    int widest = network.family() == AddressFamily.IPV4 ? WIDEST_IPV4 : WIDEST_IPV6;
    if (network.prefix() < widest) {
      throw new InvalidValueException(
          network
              + " is too wide for "
              + what
              + ": /"
              + widest
              + " is the widest, and narrower is safer");
    }
    for (Network never : NEVER) {
      if (never.overlaps(network)) {
        throw new InvalidValueException(
            network
                + " cannot be "
                + what
                + ": "
                + never
                + " is loopback, multicast or no address");
      }
    }
    return network;
  }

  private static List<Network> parse(String... networks) {
    List<Network> parsed = new ArrayList<>();
    for (String network : networks) {
      parsed.add(Network.parse(network));
    }
    return List.copyOf(parsed);
  }
}
