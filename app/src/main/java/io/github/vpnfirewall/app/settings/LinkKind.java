package io.github.vpnfirewall.app.settings;

/** What a network interface is. */
enum LinkKind {
  WIREGUARD,
  TUN,
  PPP,
  IPSEC,
  CARD,
  WIRELESS,
  MOBILE,
  BRIDGE,
  CONTAINER,
  OTHER;

  /** Whether it leads out of this computer without any VPN. */
  boolean physical() {
    return this == CARD || this == WIRELESS || this == MOBILE || this == BRIDGE;
  }

  /** Whether VPN programs make interfaces of this kind. */
  boolean tunnel() {
    return this == WIREGUARD || this == TUN || this == PPP || this == IPSEC;
  }
}
