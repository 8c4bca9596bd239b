package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

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

  /** Opens the leak test. */
  void openLeakTest();

  /** Looks again at all that can be looked at. */
  void refresh();

  /**
   * Asks for reports that come by themselves.
   *
   * @param each is given each report
   * @param ended is told once why there are no more; both on any thread
   */
  HelperClient.Watch watch(Consumer<Report> each, Consumer<HelperResult> ended);
}
