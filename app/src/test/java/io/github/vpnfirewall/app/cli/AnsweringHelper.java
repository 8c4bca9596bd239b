package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A helper that remembers what it was asked for, and always gives the same answer. */
final class AnsweringHelper implements HelperClient {
  final List<String> asked = new ArrayList<>();
  final List<Report> watched = new ArrayList<>();
  HelperResult answer = new HelperResult.Dismissed();

  @Override
  public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
    asked.add(verb.key() + settings.map(all -> " " + all.tunnel().interfaces()).orElse(""));
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    asked.add("arm " + trial);
    return CompletableFuture.completedFuture(answer);
  }

  @Override
  public CompletableFuture<HelperResult> armAgain() {
    throw new AssertionError("nobody asks for that here");
  }

  @Override
  public CompletableFuture<Boolean> isFree(Verb verb) {
    throw new AssertionError("a command is asked for");
  }

  @Override
  public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    asked.add("watch");
    watched.forEach(each);
    ended.accept(answer);
    return () -> asked.add("unwatch");
  }

  @Override
  public void close() {}
}
