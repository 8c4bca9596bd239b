package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.app.settings.SettingsActions;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the settings dialog asks for, asked of the helper. */
record SettingsCalls(HelperClient helper) implements SettingsActions {
  @Override
  public CompletionStage<HelperResult> configure(Settings wanted) {
    return helper.call(Verb.CONFIGURE, Optional.of(wanted));
  }

  @Override
  public CompletionStage<HelperResult> render(Settings wanted) {
    return helper.call(Verb.RENDER, Optional.of(wanted));
  }

  @Override
  public CompletionStage<Resolution> resolve(List<Endpoint> names) {
    Resolver resolver = new ParallelResolver();
    return resolver
        .resolve(names, progress -> {})
        .whenComplete((found, failure) -> resolver.close());
  }
}
