package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.look.MadeUpNames;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A helper that answers when the test says so, and refuses a second question before that. */
final class PendingConfigure implements SettingsActions {
  private CompletableFuture<HelperResult> answer;
  private Settings asked;
  private int calls;

  @Override
  public CompletionStage<HelperResult> configure(Settings settings) {
    if (answer != null && !answer.isDone()) {
      throw new AssertionError("asked again before it answered");
    }
    calls++;
    asked = settings;
    answer = new CompletableFuture<>();
    return answer;
  }

  @Override
  public CompletableFuture<Resolution> resolve(List<Endpoint> names) {
    return CompletableFuture.completedFuture(MadeUpNames.resolve(names));
  }

  @Override
  public CompletionStage<HelperResult> render(Settings settings) {
    return CompletableFuture.completedFuture(new HelperResult.NotInstalled("/usr/lib/helper"));
  }

  /** The settings that it was last asked to store; null if never. */
  Settings asked() {
    return asked;
  }

  int calls() {
    return calls;
  }

  void answer(HelperResult result) {
    answer.complete(result);
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  static HelperResult done(Problem... warnings) {
    return new Reported(report(true, List.of(warnings), Optional.empty()), 0);
  }

  static HelperResult refused(String path, String message) {
    Problem error = new Problem("invalid-value", path, message);
    return new Reported(report(false, List.of(), Optional.of(error)), 2);
  }

  private static Report report(boolean ok, List<Problem> warnings, Optional<Problem> error) {
    return new Report(
        Optional.of(Verb.CONFIGURE),
        ok,
        State.DISARMED,
        Map.of(),
        ok,
        Optional.empty(),
        Optional.empty(),
        warnings,
        error,
        Map.of());
  }
}
