package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver.Progress;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Notes what the assistant asks for, and answers when the test says so. */
final class PendingWork implements AssistantActions {
  private final List<String> asked = new ArrayList<>();
  private CompletableFuture<Findings> look;
  private CompletableFuture<Imported> read;
  private CompletableFuture<Resolution> resolution;
  private CompletableFuture<HelperResult> answer;
  private Consumer<Progress> progress;
  private List<Endpoint> endpoints = List.of();
  private Settings settings;

  /** What was asked for, in turn. */
  List<String> asked() {
    return asked;
  }

  /** The servers whose names were asked for last. */
  List<Endpoint> endpoints() {
    return endpoints;
  }

  /** The settings that were to be stored last; null if none. */
  Settings settings() {
    return settings;
  }

  /** What the helper was asked for last. */
  CompletableFuture<HelperResult> call() {
    return answer;
  }

  /** What the resolver was asked for last. */
  CompletableFuture<Resolution> resolution() {
    return resolution;
  }

  /** Ends the look around. */
  void found(Findings findings) {
    look.complete(findings);
  }

  /** Ends the reading of a file. */
  void read(Imported imported) {
    read.complete(imported);
  }

  /** The file is none. */
  void unreadable(Exception problem) {
    read.completeExceptionally(problem);
  }

  /** Some names are looked up. */
  void progress(int done, int all, String name) {
    progress.accept(new Progress(done, all, name));
  }

  /** All names are looked up. */
  void resolved(Resolution found) {
    resolution.complete(found);
  }

  /** The helper answers. */
  void answer(HelperResult result) {
    answer.complete(result);
  }

  @Override
  public CompletableFuture<Findings> look() {
    asked.add("look");
    look = new CompletableFuture<>();
    return look;
  }

  @Override
  public CompletableFuture<Imported> read(Path file) {
    asked.add("read " + file);
    read = new CompletableFuture<>();
    return read;
  }

  @Override
  public CompletableFuture<Resolution> resolve(List<Endpoint> wanted, Consumer<Progress> told) {
    asked.add("resolve");
    endpoints = wanted;
    progress = told;
    resolution = new CompletableFuture<>();
    return resolution;
  }

  @Override
  public CompletableFuture<HelperResult> configure(Settings wanted) {
    settings = wanted;
    return ask("configure");
  }

  @Override
  public CompletableFuture<HelperResult> arm() {
    return ask("arm");
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    return ask("try " + trial.toSeconds());
  }

  @Override
  public void openSettings() {
    asked.add("settings");
  }

  private CompletableFuture<HelperResult> ask(String what) {
    if (answer != null && !answer.isDone()) {
      throw new AssertionError("asked again before it answered");
    }
    asked.add(what);
    answer = new CompletableFuture<>();
    return answer;
  }
}
