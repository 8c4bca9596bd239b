package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.protocol.BlockMode;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Settings of every kind that are valid, most of them with things that get in each other's way:
 * networks within networks, servers in the local network, patterns that cover names, ports that the
 * rules speak of anyway.
 */
final class RandomSettings {
  private static final List<String> STEMS = List.of("tun", "tu", "wg", "eth", "e", "x_", "br-1");
  private static final int[] PORTS = {1, 9, 53, 67, 68, 443, 546, 547, 853, 1194, 65_535};
  private static final List<String> ROOTS =
      List.of(
          "198.51.100.0",
          "10.0.0.0",
          "192.168.0.0",
          "169.254.0.0",
          "172.16.0.0",
          "223.255.255.255",
          "2001:db8::",
          "fd00::",
          "fe80::",
          "fc00::",
          "2001:db8:0:1::");

  private final Random random;

  RandomSettings(Random random) {
    this.random = random;
  }

  Settings next() {
    return new Settings(
        new Settings.Tunnel(
            some(4, this::name), oneIn(4), oneIn(2), oneIn(3) ? some(3, this::user) : List.of()),
        some(oneIn(10) ? 40 : 6, this::server),
        new Settings.Lan(
            oneIn(2),
            oneIn(2) ? Optional.empty() : Optional.of(some(oneIn(10) ? 30 : 5, this::lan)),
            oneIn(2)),
        oneIn(3) ? some(3, this::name) : List.of(),
        true,
        oneIn(2) ? BlockMode.REJECT : BlockMode.DROP,
        oneIn(2));
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Up to so many, none twice; now and then none at all. */
  private <T> List<T> some(int most, Supplier<Optional<T>> one) {
    Set<T> some = new LinkedHashSet<>();
    Stream.generate(one)
        .limit(random.nextInt(most + 1))
        .flatMap(Optional::stream)
        .forEach(some::add);
    return new ArrayList<>(some);
  }

  private Optional<InterfaceName> name() {
    String stem = STEMS.get(random.nextInt(STEMS.size()));
    String number = oneIn(2) ? Integer.toString(random.nextInt(12)) : "";
    return Optional.of(new InterfaceName(stem + number + (oneIn(3) ? "+" : "")));
  }

  private Optional<UserName> user() {
    return Optional.of(new UserName(Integer.toString(oneIn(3) ? 0 : 990 + random.nextInt(12))));
  }

  private Optional<Server> server() {
    List<ServerProtocol> protocols = List.of(ServerProtocol.values());
    ServerProtocol protocol = oneIn(2) ? ServerProtocol.UDP : protocols.get(random.nextInt(6));
    Optional<Port> port =
        protocol.hasPort() && !oneIn(5)
            ? Optional.of(
                new Port(oneIn(4) ? 1 + random.nextInt(65_535) : PORTS[random.nextInt(11)]))
            : Optional.empty();
    return network()
        .filter(address -> passes(NetworkRules::checkServer, address))
        .map(address -> new Server(address, port, protocol, Optional.empty(), Optional.empty()));
  }

  private Optional<Network> lan() {
    return network().filter(network -> passes(NetworkRules::checkLan, network));
  }

  private static boolean passes(UnaryOperator<Network> check, Network network) {
    try {
      return check.apply(network).equals(network);
    } catch (InvalidValueException e) {
      return false;
    }
  }

  /** Near to one of a few addresses, and of any size. */
  private Optional<Network> network() {
    Network root = Network.parse(ROOTS.get(random.nextInt(ROOTS.size())));
    int prefix = oneIn(2) ? root.family().bits() : 8 + random.nextInt(root.family().bits() - 7);
    long low = root.low() + (oneIn(2) ? random.nextInt(4) : random.nextInt(1 << 12));
    int behind = root.family().bits() - prefix;
    long mask = behind >= 64 ? 0 : -1L << behind;
    long highMask = behind <= 64 ? -1 : -1L << (behind - 64);
    return Optional.of(new Network(root.family(), root.high() & highMask, low & mask, prefix));
  }
}
