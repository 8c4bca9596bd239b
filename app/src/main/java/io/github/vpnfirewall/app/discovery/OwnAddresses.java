package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.Optional;

/** Which of this computer's interfaces has which address. */
final class OwnAddresses {
  private OwnAddresses() {}

  /** The interface that has this address. Nothing is looked up by name. */
  static Optional<String> link(String address) {
    try {
      for (NetworkInterface link : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (Collections.list(link.getInetAddresses()).stream()
            .map(InetAddress::getHostAddress)
            .map(text -> text.split("%", 2)[0])
            .anyMatch(text -> same(text, address))) {
          return Optional.of(link.getName());
        }
      }
    } catch (SocketException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Java writes the zeros of IPv6 addresses out. */
  private static boolean same(String one, String other) {
    try {
      return one.equals(other) || Network.parse(one).equals(Network.parse(other));
    } catch (InvalidValueException e) {
      return false;
    }
  }
}
