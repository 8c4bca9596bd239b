package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
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
    Report report =
        new Report(
            Optional.of(Verb.CONFIGURE),
            true,
            State.DISARMED,
            Map.of(),
            true,
            Optional.empty(),
            Optional.empty(),
            List.of(warning),
            Optional.empty(),
            Map.of());
    return new HelperResult.Reported(report, 0);
  }
}
