package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the helper for a command in a terminal. Where a password is needed and no desktop asks for
 * it, the terminal does: then the call is made once more, for nothing has happened yet.
 */
final class TerminalHelperClient implements HelperClient {
  private final HelperClient client;
  private final TerminalAgent agent;

  TerminalHelperClient(HelperClient client, TerminalAgent agent) {
    this.client = client;
    this.agent = agent;
  }

  @Override
  public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
    return asking(() -> client.call(verb, settings));
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    return asking(() -> client.armOnTrial(trial));
  }

  @Override
  public CompletableFuture<HelperResult> armAgain() {
    return asking(client::armAgain);
  }

  private CompletableFuture<HelperResult> asking(Supplier<CompletableFuture<HelperResult>> call) {
    return call.get()
        .thenCompose(
            result ->
                result instanceof HelperResult.NoAgent && agent.start()
                    ? call.get()
                    : CompletableFuture.completedFuture(result));
  }

  @Override
  public CompletableFuture<Boolean> isFree(Verb verb) {
    return client.isFree(verb);
  }

  @Override
  public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    return client.watch(
        each,
        result -> {
          if (result instanceof HelperResult.NoAgent && agent.start()) {
            client.watch(each, ended); // closed with the client
          } else {
            ended.accept(result);
          }
        });
  }

  @Override
  public void close() {
    client.close();
    agent.close();
  }
}
