package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.Optional;

/** Networks around addresses. */
final class Networks {
  private Networks() {}

  /**
   * The network of a length that an address lies in.
   *
   * @param prefix the length as text
   * @return empty unless the length is one of the address's family
   */
  static Optional<Network> around(Network address, String prefix) {
    if (!prefix.matches("[0-9]{1,3}")
        || Integer.parseInt(prefix) > address.family().bits()
        || !address.isSingle()) {
      return Optional.empty();
    }
    int length = Integer.parseInt(prefix);
    if (address.family() == AddressFamily.IPV4) {
      return Optional.of(new Network(address.family(), 0, cut(address.low(), 32, length), length));
    }
    long high = cut(address.high(), 64, Math.min(length, 64));
    long low = cut(address.low(), 64, Math.max(length - 64, 0));
    return Optional.of(new Network(address.family(), high, low, length));
  }

  /** A number of so many bits with only the first ones kept. */
  private static long cut(long value, int bits, int kept) {
    return kept == 0 ? 0 : kept == bits ? value : value >>> (bits - kept) << (bits - kept);
  }
}
