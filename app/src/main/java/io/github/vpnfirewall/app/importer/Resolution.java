package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the names.
 *
 * @param servers every address of every endpoint, in the endpoints' order, none twice
 * @param notFound names for which no address was given
 * @param unanswered names for which nobody answered at all
 * @param rotating names whose addresses change, or that have very many
 */
public record Resolution(
    List<Server> servers, List<String> notFound, List<String> unanswered, List<String> rotating) {
  /** Copies the lists. */
  public Resolution {
    servers = List.copyOf(servers);
    notFound = List.copyOf(notFound);
    unanswered = List.copyOf(unanswered);
    rotating = List.copyOf(rotating);
  }

  /** Whether every name was found. */
  public boolean complete() {
    return notFound.isEmpty() && unanswered.isEmpty();
  }

  /**
   * The same with one protocol and port for all servers of which neither is known.
   *
   * @param port empty if the protocol has none
   */
  public Resolution narrowed(ServerProtocol protocol, Optional<Port> port) {
    Map<String, Server> narrow = new LinkedHashMap<>();
    for (Server server : servers) {
      boolean wide =
          server.protocol() == ServerProtocol.ANY
              || (server.protocol().hasPort() && server.port().isEmpty());
      Server meant =
          wide
              ? new Server(server.address(), port, protocol, server.host(), server.label())
              : server;
      narrow.putIfAbsent(meant.endpoint(), meant);
    }
    return new Resolution(List.copyOf(narrow.values()), notFound, unanswered, rotating);
  }
}
