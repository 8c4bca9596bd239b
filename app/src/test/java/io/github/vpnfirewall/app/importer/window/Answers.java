package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the helper says. */
final class Answers {
  private Answers() {}

  static HelperResult done() {
    return new HelperResult.Reported(Samples.report(Verb.CONFIGURE, State.DISARMED), 0);
  }

  static HelperResult warning(Problem warning) {
    return new HelperResult.Reported(
        Samples.bare(Verb.CONFIGURE, State.DISARMED, Optional.empty(), List.of(warning), Map.of()),
        0);
  }
}
