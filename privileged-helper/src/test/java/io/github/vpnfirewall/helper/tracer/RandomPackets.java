package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Packet.Flag;
import io.github.vpnfirewall.helper.packet.Packet.Kind;
import io.github.vpnfirewall.helper.packet.Packet.State;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Packets of all kinds, most of them near to what some rule is about. */
public final class RandomPackets {
  private static final List<String> INTERFACES =
      List.of("lo", "eth0", "wlan0", "docker0", "tun0", "tun1", "tap1", "wg0", "wg01", "ppp5");
  private static final List<String> V4 =
      List.of(
          "198.51.100.7",
          "198.51.100.8",
          "203.0.113.9",
          "192.168.1.7",
          "192.168.2.1",
          "10.1.2.3",
          "172.16.0.1",
          "169.254.1.1",
          "8.8.8.8",
          "255.255.255.255",
          "224.0.0.251",
          "224.0.1.1",
          "239.1.2.3",
          "233.252.0.1",
          "127.0.0.1",
          "0.0.0.0");
  private static final List<String> V6 =
      List.of(
          "2001:db8:5::7",
          "2001:db8:5::8",
          "2001:db8:7::1",
          "2001:db8:99::1",
          "fd00:5::7",
          "fc00::1",
          "fe80::1",
          "fe80::5",
          "ff02::1",
          "ff02::2",
          "ff02::16",
          "ff02::1:2",
          "ff05::1:3",
          "ff02::1:ff12:3456",
          "ff02::fb",
          "ff05::c",
          "ff0e::1",
          "::1",
          "::");
  private static final int[] PROTOCOLS = {1, 2, 6, 17, 47, 50, 51, 58, 132};
  private static final int[] ICMPV6 = {1, 2, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 143};
  private static final int[] HOPS = {1, 64, 254, 255};
  private static final long[] UIDS = {0, 998, 1000};

  private final Random random;

  /** Packets that depend on the seed alone. */
  public RandomPackets(Random random) {
    this.random = random;
  }

  /** The next packet, of any direction. */
  Packet next(AddressFamily family) {
    return next(family, one(List.of(Direction.values())));
  }

  /** The next packet. */
  public Packet next(AddressFamily family, Direction direction) {
    int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
    Network destination = address(family);
    return new Packet(
        direction,
        direction == Direction.OUT ? "" : one(INTERFACES),
        direction == Direction.IN ? "" : one(INTERFACES),
        address(family),
        destination,
        protocol,
        protocol == 6 || protocol == 17 ? port() : OptionalInt.empty(),
        protocol == 6 || protocol == 17 ? port() : OptionalInt.empty(),
        protocol == 6 ? flags() : Set.of(),
        protocol == 58
            ? OptionalInt.of(ICMPV6[random.nextInt(ICMPV6.length)])
            : OptionalInt.empty(),
        HOPS[random.nextInt(HOPS.length)],
        one(List.of(State.values())),
        direction != Direction.OUT || random.nextInt(4) == 0
            ? OptionalLong.empty()
            : OptionalLong.of(UIDS[random.nextInt(UIDS.length)]),
        direction != Direction.OUT && random.nextInt(8) == 0,
        direction != Direction.IN && random.nextInt(8) == 0,
        kind(direction, destination));
  }

  private Kind kind(Direction direction, Network destination) {
    if (Network.parse("224.0.0.0/4").contains(destination)
        || Network.parse("ff00::/8").contains(destination)) {
      return Kind.MULTICAST;
    }
    if (destination.family() == AddressFamily.IPV4 && random.nextInt(8) == 0) {
      return Kind.BROADCAST;
    }
    if (direction != Direction.IN) {
      return Kind.REMOTE;
    }
    return random.nextBoolean() ? Kind.LOCAL_HERE : Kind.LOCAL_ELSEWHERE;
  }

  private Network address(AddressFamily family) {
    return Network.parse(one(family == AddressFamily.IPV4 ? V4 : V6));
  }

  private OptionalInt port() {
    int[] ports = RandomPolicies.PORTS;
    return OptionalInt.of(
        random.nextInt(3) == 0 ? random.nextInt(65_536) : ports[random.nextInt(ports.length)]);
  }

  private Set<Flag> flags() {
    EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);
    for (Flag flag : Flag.values()) {
      if (random.nextInt(4) == 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
