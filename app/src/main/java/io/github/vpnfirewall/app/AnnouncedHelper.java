package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Says what the helper is doing while it does it. */
final class AnnouncedHelper implements HelperClient {
  private final HelperClient helper;
  private final Consumer<Task> announce;
  private final List<Task> asked = new ArrayList<>();

  /**
   * @param announce is told each change, the end of all work included
   */
  AnnouncedHelper(HelperClient helper, Consumer<Task> announce) {
    this.helper = helper;
    this.announce = announce;
  }

  @Override
  public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
    return announced(helper.call(verb, settings), task(verb));
  }

  @Override
  public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
    return announced(helper.armOnTrial(trial), Task.ARMING);
  }

  @Override
  public CompletableFuture<HelperResult> armAgain() {
    return announced(helper.armAgain(), Task.ARMING);
  }

  @Override
  public CompletableFuture<Boolean> isFree(Verb verb) {
    return helper.isFree(verb);
  }

  @Override
  public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    return helper.watch(each, ended);
  }

  private CompletableFuture<HelperResult> announced(
      CompletableFuture<HelperResult> call, Task task) {
    if (task != Task.NONE) {
      change(() -> asked.add(task));
      var unused = call.whenComplete((result, problem) -> change(() -> asked.remove(task)));
    }
    return call;
  }

  /** Calls are served in their order, so the first one is the one that is served. */
  private synchronized void change(Runnable change) {
    change.run();
    announce.accept(asked.isEmpty() ? Task.NONE : asked.get(0));
  }

  private static Task task(Verb verb) {
    return switch (verb) {
      case ARM -> Task.ARMING;
      case DISARM -> Task.DISARMING;
      case CONFIGURE -> Task.CONFIGURING;
      case STATUS -> Task.LOOKING;
      case WATCH, RENDER, VERIFY -> Task.NONE;
    };
  }

  @Override
  public void close() {
    helper.close();
  }
}
