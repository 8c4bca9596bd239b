package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Notes what was asked for, and answers when the test says so. */
final class PendingActions implements StatusActions {
  private final List<String> asked = new ArrayList<>();
  private final List<String> watched = new ArrayList<>();
  private CompletableFuture<HelperResult> answer;
  private Consumer<Report> report;
  private Consumer<HelperResult> end;

  @Override
  public CompletionStage<HelperResult> arm() {
    return ask("arm");
  }

  @Override
  public CompletionStage<HelperResult> disarm() {
    return ask("disarm");
  }

  @Override
  public void openSettings() {
    asked.add("settings");
  }

  @Override
  public void openLeakTest() {
    asked.add("leak-test");
  }

  @Override
  public void refresh() {
    asked.add("refresh");
  }

  @Override
  public HelperClient.Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
    watched.add("watch");
    report = each;
    end = ended;
    return () -> watched.add("unwatch");
  }

  /** Has the helper that watches report. */
  void report(Report found) {
    report.accept(found);
  }

  /** Has the helper that watches end. */
  void end(HelperResult result) {
    end.accept(result);
  }

  /** Each beginning and each end of watching. */
  List<String> watched() {
    return watched;
  }

  List<String> asked() {
    return asked;
  }

  void answer(HelperResult result) {
    answer.complete(result);
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  private CompletionStage<HelperResult> ask(String what) {
    if (answer != null && !answer.isDone()) {
      throw new AssertionError("asked again before it answered");
    }
    asked.add(what);
    answer = new CompletableFuture<>();
    return answer;
  }
}
