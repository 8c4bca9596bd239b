package io.github.vpnfirewall.app.discovery;

/**
 * An interface that a VPN may have made.
 *
 * @param name its name
 * @param kind what the kernel says of it
 * @param up whether it is up and has an address
 */
public record TunnelLink(String name, Kind kind, boolean up) {
  /** What the kernel says of an interface. */
  public enum Kind {
    /** A program takes its packets: OpenVPN, OpenConnect, WireGuard outside the kernel. */
    TUN,
    /** A program takes its frames: OpenVPN's bridges. */
    TAP,
    /** WireGuard in the kernel. */
    WIREGUARD,
    /** PPTP and L2TP, but DSL and mobile modems too: nothing is concluded from it alone. */
    PPP,
    /** IPsec with an interface of its own, and other tunnels of the kernel. */
    KERNEL
  }
}
