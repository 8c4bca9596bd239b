package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Notes what was asked for, and answers when the test says so. */
final class PendingVerify implements LeakTestActions {
  private final List<String> asked = new ArrayList<>();
  private CompletableFuture<HelperResult> answer;

  @Override
  public CompletableFuture<HelperResult> verify() {
    return ask("verify");
  }

  @Override
  public CompletableFuture<HelperResult> arm() {
    return ask("arm");
  }

  private CompletableFuture<HelperResult> ask(String what) {
    if (answer != null && !answer.isDone()) {
      throw new AssertionError("asked again before it answered");
    }
    asked.add(what);
    answer = new CompletableFuture<>();
    return answer;
  }

  List<String> asked() {
    return asked;
  }

  boolean cancelled() {
    return answer.isCancelled();
  }

  void answer(HelperResult result) {
    answer.complete(result);
  }

  void answer(Report report) {
    answer.complete(new HelperResult.Reported(report, report.ok() ? 0 : 1));
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
