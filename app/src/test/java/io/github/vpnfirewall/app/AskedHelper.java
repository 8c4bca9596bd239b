package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Keeps what it is asked, and answers when the test says so. */
final class AskedHelper implements HelperClient {
  final List<Verb> asked = new ArrayList<>();
  final List<CompletableFuture<HelperResult>> answers = new ArrayList<>();
  Optional<HelperResult> ready = Optional.empty();
  final List<Verb> looked = new ArrayList<>();
  CompletableFuture<Boolean> free = new CompletableFuture<>();
  int again;
  int watches;

  @Override
  public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
    assertThat(settings).isEmpty();
    asked.add(verb);
    CompletableFuture<HelperResult> answer = new CompletableFuture<>();
    answers.add(answer);
    ready.ifPresent(answer::complete);
    return answer;
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    throw new AssertionError("nobody asked for a trial");
  }

  @Override
  public CompletableFuture<HelperResult> armAgain() {
    again++;
    return call(Verb.ARM);
  }

  @Override
  public CompletableFuture<Boolean> isFree(Verb verb) {
    looked.add(verb);
    return free;
  }

  @Override
  public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    watches++;
    return () -> ended.accept(new HelperResult.NoAgent());
  }

  @Override
  public void close() {
    throw new AssertionError("not the tray app's to close");
  }
}
