package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Settings from few values, so that packets from the same few often meet them. */
public final class RandomPolicies {
  static final List<String> TUNNELS = List.of("tun0", "tun+", "wg0", "ppp+", "tap1");
  static final List<String> SERVERS =
      List.of(
          "198.51.100.7",
          "198.51.100.0/28",
          "203.0.113.9",
          "192.168.1.7",
          "2001:db8:5::7",
          "2001:db8:5::/64",
          "fd00:5::7");

  /** More than a handful, so that they go into a set. */
  private static final List<String> MANY_SERVERS =
      IntStream.range(10, 22)
          .boxed()
          .flatMap(i -> Stream.of("198.51.100." + i, "2001:db8:5::" + i))
          .toList();

  static final int[] PORTS = {53, 67, 68, 443, 546, 547, 853, 1194};

  /** Packets come and go by these. */
  static final List<String> GATEWAYS = List.of("docker0", "wl+", "eth+");

  private static final List<String> LANS =
      List.of(
          "192.168.1.0/24",
          "10.0.0.0/8",
          "203.0.113.0/24",
          "fd00::/8",
          "fe80::/10",
          "2001:db8:7::/48");

  private static final List<String> MANY_LANS =
      IntStream.range(20, 32)
          .boxed()
          .flatMap(i -> Stream.of("192.168." + i + ".0/24", "fd00:" + i + "::/64"))
          .toList();

  private final Random random;

  /** Settings that depend on the seed alone. */
  public RandomPolicies(Random random) {
    this.random = random;
  }

  /** The next settings. */
  public Settings settings() {
    List<InterfaceName> tunnels = some(TUNNELS).stream().map(InterfaceName::new).toList();
    List<UserName> users =
        random.nextInt(3) == 0
            ? some(List.of("0", "998", "1000")).stream().map(UserName::new).toList()
            : List.of();
    Optional<List<Network>> networks =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                some(random.nextInt(4) == 0 ? MANY_LANS : LANS).stream()
                    .map(Network::parse)
                    .toList());
    return new Settings(
        new Settings.Tunnel(tunnels, random.nextInt(4) == 0, random.nextBoolean(), users),
        servers(),
        new Settings.Lan(random.nextBoolean(), networks, random.nextBoolean()),
        random.nextInt(3) == 0
            ? some(GATEWAYS).stream().map(InterfaceName::new).toList()
            : List.of(),
        true,
        random.nextBoolean() ? BlockMode.REJECT : BlockMode.DROP,
        random.nextBoolean());
  }

  /** The next policy. */
  Policy policy() {
    return Flows.policy(settings());
  }

  private List<Server> servers() {
    List<Server> servers = new ArrayList<>();
    some(SERVERS).forEach(address -> servers.add(server(address)));
    if (random.nextInt(4) == 0) {
      Server like = server("198.51.100.10");
      MANY_SERVERS.forEach(address -> servers.add(like(like, address)));
    }
    return servers;
  }

  private static Server like(Server server, String address) {
    return new Server(
        Network.parse(address),
        server.port(),
        server.protocol(),
        Optional.empty(),
        Optional.empty());
  }

  private Server server(String address) {
    List<ServerProtocol> protocols = List.of(ServerProtocol.values());
    ServerProtocol protocol = protocols.get(random.nextInt(protocols.size()));
    Optional<Port> port =
        protocol.hasPort() && random.nextInt(4) > 0
            ? Optional.of(new Port(PORTS[random.nextInt(PORTS.length)]))
            : Optional.empty();
    return new Server(
        NetworkRules.checkServer(Network.parse(address)),
        port,
        protocol,
        Optional.empty(),
        Optional.empty());
  }

  private List<String> some(List<String> all) {
    List<String> some = new ArrayList<>();
    for (String one : all) {
      if (random.nextInt(3) == 0) {
        some.add(one);
      }
    }
    return some;
  }
}
