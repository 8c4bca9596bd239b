package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses the server of a VPN whose configuration cannot be read. VPN programs that take over the
 * default route leave one address to the old gateway, or their own packets would go in circles.
 * Pure.
 */
final class ServerHints {
  private static final String BLANK = "\\s+";
  private static final String HOST_MASK = "FFFFFFFF";
  private static final String NO_GATEWAY = "00000000";
  private static final String ESTABLISHED = "01";

  /** More of them are no sign of a VPN. */
  private static final int MOST = 3;

  private ServerHints() {}

  /**
   * @param routes the lines of {@code /proc/net/route}
   * @param connections the lines of {@code /proc/net/tcp}
   * @param tunnels the names of the tunnels that are up
   */
  static List<ServerHint> judge(
      List<String> routes, List<String> connections, Set<String> tunnels) {
    if (tunnels.isEmpty()) {
      return List.of();
    }
    List<ServerHint> hints = new ArrayList<>();
    for (String line : routes) {
      String[] fields = line.strip().split(BLANK, -1);
      if (fields.length >= 8
          && !tunnels.contains(fields[0])
          && fields[7].equals(HOST_MASK)
          && !fields[2].equals(NO_GATEWAY)) {
        address(fields[1])
            .filter(address -> !NetworkRules.isPrivate(address))
            .ifPresent(a -> hints.add(new ServerHint(a, port(fields[1], connections))));
      }
    }
    List<ServerHint> found = hints.stream().distinct().toList();
    return found.size() > MOST ? List.of() : found;
  }

  private static Optional<Network> address(String hex) {
    try {
      int bits = Integer.parseUnsignedInt(hex, 16);
      // The kernel prints the four bytes as this computer's own number.
      int value =
          ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(bits) : bits;
      String text =
          (value >>> 24)
              + "."
              + (value >>> 16 & 255)
              + "."
              + (value >>> 8 & 255)
              + "."
              + (value & 255);
      return Optional.of(NetworkRules.checkServer(Network.parse(text)));
    } catch (NumberFormatException | InvalidValueException e) {
      return Optional.empty();
    }
  }

  /** The port of the only connection there, if there is just one. */
  private static Optional<Port> port(String hex, List<String> connections) {
    List<Integer> ports =
        connections.stream()
            .map(line -> line.strip().split(BLANK, -1))
            .filter(fields -> fields.length > 3 && fields[3].equals(ESTABLISHED))
            .map(fields -> fields[2].split(":", 2))
            .filter(remote -> remote.length == 2 && remote[0].equals(hex))
            .filter(remote -> remote[1].matches("[0-9A-F]{4}"))
            .map(remote -> Integer.parseInt(remote[1], 16))
            .filter(port -> port > 0)
            .distinct()
            .toList();
    return ports.size() == 1 ? Optional.of(new Port(ports.get(0))) : Optional.empty();
  }
}
