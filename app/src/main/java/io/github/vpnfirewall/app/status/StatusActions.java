package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperResult;
import java.util.concurrent.CompletionStage;

/**
 * What the status window asks for. All methods return at once; the stages end with what came of it,
 * on any thread.
 */
public interface StatusActions {
  /** Closes the firewall. */
  CompletionStage<HelperResult> arm();

  /** Opens the firewall; the desktop asks for a password first. */
  CompletionStage<HelperResult> disarm();

  /** Opens the settings dialog. */
  void openSettings();
}
