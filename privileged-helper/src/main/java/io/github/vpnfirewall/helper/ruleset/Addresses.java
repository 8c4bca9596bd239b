package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.ruleset.Match.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a policy's servers and local networks become conditions: a rule each, or a set where they are
 * more than a handful (design §2.5).
 */
final class Addresses {
  /** Servers that differ in nothing but their address, or address and port; all pinned or none. */
  private record Group(Optional<AddressSet> set, List<Server> servers) {}

  private final AddressFamily family;
  private final boolean sets;
  private final List<Group> servers = new ArrayList<>();
  private final List<Network> lan;
  private final Optional<AddressSet> lanSet;

  /**
   * @param sets whether the kernel has sets
   */
  Addresses(Policy policy, AddressFamily family, boolean sets) {
    this.family = family;
    this.sets = sets;
    Map<String, List<Server>> alike = new LinkedHashMap<>();
    for (Server server : policy.servers(family)) {
      String speech = server.port().isPresent() ? "endpoint" : server.protocol().key();
      String key = isPinned(server) ? speech : speech + " not pinned";
      if (!alike.containsKey(key)) {
        alike.put(key, new ArrayList<>());
      }
      alike.get(key).add(server);
    }
    for (List<Server> group : alike.values()) {
      servers.add(group(group));
    }
    lan = policy.lan().isPresent() ? policy.lan().get().networks(family) : List.of();
    List<AddressSet.Entry> entries = new ArrayList<>();
    for (Network network : lan) {
      entries.add(networkEntry(network));
    }
    lanSet = set(AddressSet.Kind.NETWORKS, entries);
  }

  /** Empty if there are no more than a handful, or the kernel has no sets. */
  private Optional<AddressSet> set(AddressSet.Kind kind, List<AddressSet.Entry> entries) {
    return sets && entries.size() > AddressSet.HANDFUL
        ? Optional.of(AddressSet.of(kind, family, entries))
        : Optional.empty();
  }

  /**
   * Where all have the same port, the rule asks for it and not the set, which is then filled and
   * read in a third of the time: ipset(8) reads a file for every entry that has a transport.
   */
  private Group group(List<Server> group) {
    boolean ports = false;
    for (Server server : group) {
      ports |= !isSpokenToLike(server, group.get(0));
    }
    List<AddressSet.Entry> entries = new ArrayList<>();
    for (Server server : group) {
      entries.add(ports ? endpointEntry(server) : networkEntry(server.address()));
    }
    return new Group(
        set(ports ? AddressSet.Kind.ENDPOINTS : AddressSet.Kind.NETWORKS, entries), group);
  }

  private static boolean isSpokenToLike(Server server, Server other) {
    return server.protocol() == other.protocol()
        && (server.port().isEmpty() || server.port().get().number() == other.port().get().number());
  }

  private static AddressSet.Entry endpointEntry(Server server) {
    return new AddressSet.Entry(
        server.address(), Optional.of(transport(server)), server.port().get().number());
  }

  private static AddressSet.Entry networkEntry(Network network) {
    return new AddressSet.Entry(network, Optional.empty(), 0);
  }

  private static IpProtocol transport(Server server) {
    return server.protocol() == ServerProtocol.UDP ? IpProtocol.UDP : IpProtocol.TCP;
  }

  /**
   * Whether a server is one address that is spoken to in one way: UDP or TCP at one port, ESP or
   * AH. Of a network, or of whatever protocol, programs may well ask things by the tunnel.
   */
  private static boolean isPinned(Server server) {
    return server.address().isSingle()
        && switch (server.protocol()) {
          case UDP, TCP -> server.port().isPresent();
          case ESP, AH -> true;
          case GRE, ANY -> false;
        };
  }

  /** Conditions that each let one server or all of a set be reached, or enter. */
  List<List<Match>> servers(Way way) {
    return servers(way, true, true);
  }

  /** The same for those that are {@linkplain #isPinned pinned down}. */
  List<List<Match>> pinnedServers(Way way) {
    return servers(way, true, false);
  }

  /** The same for those that are not {@linkplain #isPinned pinned down}. */
  List<List<Match>> otherServers(Way way) {
    return servers(way, false, true);
  }

  private List<List<Match>> servers(Way way, boolean pinned, boolean others) {
    List<List<Match>> all = new ArrayList<>();
    for (Group group : servers) {
      if (isPinned(group.servers().get(0)) ? !pinned : !others) {
        continue;
      }
      if (group.set().isPresent()) {
        AddressSet set = group.set().get();
        boolean ports = set.kind() == AddressSet.Kind.ENDPOINTS;
        List<Match> matches = ports ? List.of() : speech(group.servers().get(0), way);
        all.add(Matches.and(matches, new Match.InSet(set, way)));
        continue;
      }
      for (Server server : group.servers()) {
        all.add(Matches.and(speech(server, way), address(server.address(), way)));
      }
    }
    return all;
  }

  private static List<Match> speech(Server server, Way way) {
    return server.port().isPresent()
        ? ports(transport(server), server.port().get().number(), way)
        : Endpoints.protocol(server);
  }

  private static List<Match> ports(IpProtocol transport, int port, Way way) {
    return way == Way.OUT
        ? Matches.ports(transport, OptionalInt.empty(), OptionalInt.of(port))
        : Matches.ports(transport, OptionalInt.of(port), OptionalInt.empty());
  }

  private static Match address(Network network, Way way) {
    return way == Way.OUT ? new Match.Destination(network) : new Match.Source(network);
  }

  /** Conditions that each mean one local network, or all of them. */
  List<Match> lan(Way way) {
    if (lanSet.isPresent()) {
      return List.of(new Match.InSet(lanSet.get(), way));
    }
    List<Match> all = new ArrayList<>();
    for (Network network : lan) {
      all.add(address(network, way));
    }
    return all;
  }
}
