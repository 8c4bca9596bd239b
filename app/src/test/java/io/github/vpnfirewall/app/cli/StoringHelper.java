package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A helper that keeps what it is to store, and gives the same answer each time. */
record StoringHelper(List<Settings> stored, HelperResult answer) implements HelperClient {
  @Override
  public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
    if (verb != Verb.CONFIGURE) {
      throw new AssertionError(verb);
    }
    stored.add(settings.orElseThrow());
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    throw new AssertionError("arm");
  }

  @Override
  public CompletableFuture<HelperResult> armAgain() {
    throw new AssertionError("arm");
  }

  @Override
  public CompletableFuture<Boolean> isFree(Verb verb) {
    throw new AssertionError("a command is asked for");
  }

  @Override
  public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    throw new AssertionError("watch");
  }

  @Override
  public void close() {}
}
