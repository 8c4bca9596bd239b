package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Finds every name at 203.0.113.1, at once or when the test says so; none that begins with "no".
 */
final class PendingResolver implements Resolver {
  private final boolean atOnce;
  private CompletableFuture<Resolution> answer;
  private List<Endpoint> asked = List.of();
  private Consumer<Progress> progress;
  private boolean closed;

  PendingResolver(boolean atOnce) {
    this.atOnce = atOnce;
  }

  @Override
  public CompletableFuture<Resolution> resolve(
      List<Endpoint> endpoints, Consumer<Progress> progress) {
    asked = endpoints;
    this.progress = progress;
    answer = new CompletableFuture<>();
    if (atOnce || endpoints.isEmpty()) {
      answer();
    }
    return answer;
  }

  void progress(int done, int all) {
    progress.accept(new Progress(done, all, "a.example"));
  }

  void answer() {
    List<String> none =
        asked.stream().map(Endpoint::host).filter(host -> host.startsWith("no")).toList();
    List<Server> servers =
        asked.stream()
            .filter(endpoint -> !none.contains(endpoint.host()))
            .map(PendingResolver::server)
            .toList();
    List<String> rotating =
        asked.stream().map(Endpoint::host).filter(host -> host.startsWith("pool")).toList();
    answer.complete(new Resolution(servers, List.of(), none, rotating));
  }

  boolean cancelled() {
    return answer.isCancelled();
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  private static Server server(Endpoint endpoint) {
    boolean literal = endpoint.host().matches("[0-9.]+|.*:.*");
    return new Server(
        Network.parse(literal ? endpoint.host() : "203.0.113.1"),
        endpoint.port().isPresent()
            ? Optional.of(new Port(endpoint.port().getAsInt()))
            : Optional.empty(),
        endpoint.protocol(),
        literal ? Optional.empty() : Optional.of(new HostName(endpoint.host())),
        Optional.of(endpoint.label()).filter(label -> !label.isEmpty()));
  }
}
