package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts endpoints and the answers about their names together. */
final class Addresses {
  private Addresses() {}

  static Resolution of(List<Endpoint> endpoints, Map<String, Answer> answers) {
    Map<String, Server> servers = new LinkedHashMap<>();
    Set<String> notFound = new LinkedHashSet<>();
    Set<String> unanswered = new LinkedHashSet<>();
    Set<String> rotating = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      Answer answer = answers.get(endpoint.host());
      if (answer == null) {
        add(servers, endpoint, Network.parse(endpoint.host()), Optional.empty());
        continue;
      }
      List<Network> usable = answer.addresses().stream().filter(Addresses::usable).toList();
      if (!answer.given()) {
        unanswered.add(endpoint.host());
      } else if (usable.isEmpty()) {
        notFound.add(endpoint.host());
      } else if (answer.rotates()) {
        rotating.add(endpoint.host());
      }
      Optional<HostName> host = Optional.of(new HostName(endpoint.host()));
      usable.forEach(address -> add(servers, endpoint, address, host));
    }
    return new Resolution(
        new ArrayList<>(servers.values()),
        List.copyOf(notFound),
        List.copyOf(unanswered),
        List.copyOf(rotating));
  }

  private static void add(
      Map<String, Server> servers, Endpoint endpoint, Network address, Optional<HostName> host) {
    Server server =
        new Server(
            address,
            endpoint.port().isPresent()
                ? Optional.of(new Port(endpoint.port().getAsInt()))
                : Optional.empty(),
            endpoint.protocol(),
            host,
            Optional.of(endpoint.label()).filter(label -> !label.isBlank()));
    servers.putIfAbsent(server.endpoint(), server);
  }

  /** A name server that lies says 127.0.0.1 or 0.0.0.0 for what it hides. */
  private static boolean usable(Network address) {
    try {
      return NetworkRules.checkServer(address) != null;
    } catch (InvalidValueException e) {
      return false;
    }
  }
}
