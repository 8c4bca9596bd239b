package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** WireGuard's peers, wherever they are written down: where each is, and what goes there. */
final class WireGuardPeers {
  /** Below this share of all IPv4 addresses, the tunnel is one for some networks only. */
  private static final double ALMOST_ALL = 0.75;

  private final Places places;
  private final Set<Network> carried = new LinkedHashSet<>();

  WireGuardPeers(Places places) {
    this.places = places;
  }

  /** Takes {@code host:port} or {@code [address]:port}. */
  void endpoint(String text, int line) throws ImportException {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    if (text.startsWith("[") && close < 0) {
      throw ImportException.at(line, "import.wireguard.endpoint", Shown.of(text));
    }
    int colon = close < 0 ? text.lastIndexOf(':') : close + 1;
    boolean bare = close < 0 && colon >= 0 && text.substring(0, colon).indexOf(':') >= 0;
    if (colon < 1 || bare || colon >= text.length() || text.charAt(colon) != ':') {
      throw ImportException.at(line, "import.wireguard.endpoint", Shown.of(text));
    }
    String host = close < 0 ? text.substring(0, colon) : text.substring(1, close);
    OptionalInt port = Places.port(text.substring(colon + 1), line);
    places.server(host, port, ServerProtocol.UDP, line);
  }

  /** Takes networks between commas or semicolons; bits behind a prefix do not matter. */
  void allowed(String text, int line) throws ImportException {
    for (String part : text.split("[,;]", -1)) {
      String network = part.strip();
      if (!network.isEmpty() && carried.size() < TextFile.MAX_ENTRIES) {
        carried.add(network(network, line));
      }
    }
  }

  /** Says so if much goes elsewhere, or if there is no server at all. */
  void finish() throws ImportException {
    if (!places.hasServers()) {
      throw ImportException.whole("import.wireguard.noendpoint");
    }
    if (share(carried) < ALMOST_ALL) {
      places.remark(Remark.careful("import.remark.some"));
    }
  }

  /** Which part of all IPv4 addresses the networks hold: 0 to 1. */
  private static double share(Set<Network> networks) {
    List<Network> sorted =
        networks.stream()
            .filter(network -> network.family() == AddressFamily.IPV4)
            .sorted(Comparator.comparingLong(Network::low).thenComparingInt(Network::prefix))
            .toList();
    double share = 0;
    Network last = null;
    for (Network network : sorted) {
      if (last == null || !last.contains(network)) {
        last = network;
        share += Math.pow(2, -network.prefix());
      }
    }
    return share;
  }

  /** The network that a text names; bits behind its prefix do not matter. */
  static Network network(String text, int line) throws ImportException {
    int slash = text.indexOf('/');
    try {
      Network address = Network.parse(slash < 0 ? text : text.substring(0, slash));
      if (slash < 0) {
        return address;
      }
      int prefix = Integer.parseInt(text.substring(slash + 1));
      if (prefix >= 0 && prefix <= address.family().bits()) {
        return masked(address, prefix);
      }
    } catch (InvalidValueException | NumberFormatException e) {
      throw ImportException.at(line, "import.network", Shown.of(text));
    }
    throw ImportException.at(line, "import.network", Shown.of(text));
  }

  /** The network of that size that the address is in. */
  static Network masked(Network address, int prefix) {
    boolean v4 = address.family() == AddressFamily.IPV4;
    int high = v4 ? 0 : Math.min(prefix, 64);
    int low = v4 ? prefix + 32 : Math.max(prefix - 64, 0);
    return new Network(
        address.family(), address.high() & mask(high), address.low() & mask(low), prefix);
  }

  private static long mask(int bits) {
    return bits == 0 ? 0 : -1L << (64 - bits);
  }
}
