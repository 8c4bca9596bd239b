package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A helper that answers when the test says so, and refuses a second question before that. */
final class PendingStore implements ImportActions {
  private CompletableFuture<HelperResult> answer;
  private volatile Settings asked;

  @Override
  public CompletionStage<HelperResult> configure(Settings settings) {
    if (answer != null && !answer.isDone()) {
      throw new AssertionError("asked again before it answered");
    }
    asked = settings;
    answer = new CompletableFuture<>();
    return answer;
  }

  /** The settings that it was last asked to store; null if never. */
  Settings asked() {
    return asked;
  }

  void answer(HelperResult result) {
    answer.complete(result);
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }
}
