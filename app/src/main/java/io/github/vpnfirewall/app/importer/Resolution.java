package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.Server;
import java.util.List;

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
}
