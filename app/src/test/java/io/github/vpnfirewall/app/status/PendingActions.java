package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Notes what was asked for, and answers when the test says so. */
final class PendingActions implements StatusActions {
  private final List<String> asked = new ArrayList<>();
  private CompletableFuture<HelperResult> answer;

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
