package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.concurrent.CompletionStage;

/** What the import dialog asks for. */
@FunctionalInterface
public interface ImportActions {
  /**
   * Has the settings checked and stored, and applied if armed. Returns at once.
   *
   * @return ends with what came of it, on any thread
   */
  CompletionStage<HelperResult> configure(Settings settings);
}
