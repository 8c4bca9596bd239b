package io.github.vpnfirewall.helper.netfilter;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** This machine's addresses. They are read as numbers: no name is ever looked up. */
final class LocalAddresses {
  private LocalAddresses() {}

  /**
   * The addresses by interface.
   *
   * @throws ToolException if the kernel does not tell
   */
  static Map<String, Set<Network>> byInterface() throws ToolException {
    try {
      Map<String, Set<Network>> addresses = new TreeMap<>();
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        Set<Network> of = new HashSet<>();
        addresses.put(each.getName(), of);
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          of.add(Network.parse(address.getHostAddress().split("%", 2)[0]));
        }
      }
      return addresses;
    } catch (SocketException | InvalidValueException e) {
      throw new ToolException("the interfaces' addresses cannot be read: " + e.getMessage());
    }
  }
}
