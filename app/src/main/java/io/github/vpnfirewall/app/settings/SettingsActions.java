package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What the settings dialog asks for. */
public interface SettingsActions {
  /**
   * Has the settings checked and stored, and applied if armed. Returns at once.
   *
   * @return ends with what came of it, on any thread
   */
  CompletionStage<HelperResult> configure(Settings settings);

  /**
   * Has the rules made that the settings would be. Needs no rights and changes nothing. Returns at
   * once.
   *
   * @return ends with what came of it, on any thread
   */
  CompletionStage<HelperResult> render(Settings settings);

  /**
   * Looks up all addresses of servers that are known by name. Returns at once.
   *
   * @return ends with what was found, on any thread
   */
  CompletionStage<Resolution> resolve(List<Endpoint> names);
}
