package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.Network;

/** Addresses as {@code iptables-save} prints them: always with their prefix length. */
final class AddressForm {
  private AddressForm() {}

  static String of(Network network) {
    return network.isSingle() ? network + "/" + network.prefix() : network.toString();
  }
}
