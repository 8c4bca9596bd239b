package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.helper.HelperResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What the leak test asks for. All methods return at once; the stages end with what came of it, on
 * any thread.
 */
public interface LeakTestActions {
  /** Tries to get packets past the tunnel. Cancelling gives that up. */
  CompletableFuture<HelperResult> verify();

  /** Closes the firewall. */
  CompletionStage<HelperResult> arm();
}
