package io.github.vpnfirewall.helper.kernel;

import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Adds so many servers and networks that they are no longer a handful (design §2.5). */
final class ManyEntries {
  private static final int FEWEST = 8;
  private static final int MOST = 48;
  private static final List<ServerProtocol> PROTOCOLS = List.of(ServerProtocol.values());

  private final Random random;

  ManyEntries(Random random) {
    this.random = random;
  }

  /** The settings with more servers, or more networks, or both. */
  Settings added(Settings settings) {
    boolean servers = random.nextInt(3) > 0;
    boolean networks = random.nextInt(3) > 0;
    return new Settings(
        settings.tunnel(),
        servers ? servers(settings.servers()) : settings.servers(),
        networks
            ? new Settings.Lan(
                settings.lan().allow() || random.nextBoolean(),
                Optional.of(networks(settings.lan().networks().orElse(List.of()))),
                settings.lan().dns())
            : settings.lan(),
        settings.gateway(),
        settings.pinHosts(),
        settings.blockMode(),
        settings.logBlocked());
  }

  private List<Server> servers(List<Server> first) {
    List<Server> all = new ArrayList<>(first);
    Set<String> known = new LinkedHashSet<>();
    int count = FEWEST + random.nextInt(MOST - FEWEST);
    for (int i = 0; i < count; i++) {
      // Close to each other, so that many an address lies beside one of them.
      Server server = server(random.nextBoolean() ? "198.51.100." : "2001:db8:5::");
      if (known.add(server.address() + " " + server.port() + " " + server.protocol())) {
        all.add(server);
      }
    }
    return all;
  }

  private Server server(String prefix) {
    ServerProtocol protocol = PROTOCOLS.get(random.nextInt(PROTOCOLS.size()));
    String address = prefix + (32 + random.nextInt(64)); // reads as hexadecimal in IPv6
    return new Server(
        NetworkRules.checkServer(Network.parse(address)),
        protocol.hasPort() && random.nextInt(4) > 0
            ? Optional.of(new Port(random.nextBoolean() ? 443 : 1194))
            : Optional.empty(),
        protocol,
        Optional.empty(),
        Optional.empty());
  }

  private List<Network> networks(List<Network> first) {
    Set<Network> all = new LinkedHashSet<>(first);
    int count = FEWEST + random.nextInt(MOST - FEWEST);
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(64);
      all.add(
          Network.parse(
              switch (random.nextInt(3)) {
                case 0 -> "10.1." + number + ".0/24";
                case 1 -> "172.16.0." + 4 * number + "/30";
                default -> "fd00:5:" + number + "::/48";
              }));
    }
    return new ArrayList<>(all);
  }
}
