package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the helper answers, and what is seen afterwards. */
final class Answers {
  /** When the tests begin. */
  static final Instant NOW = Instant.parse("2026-03-04T14:12:00Z");

  private Answers() {}

  static HelperResult done(Verb verb, State state) {
    return new Reported(Samples.report(verb, state), 0);
  }

  /** Armed until that moment unless it is confirmed. */
  static HelperResult onTrial(Instant until) {
    Report report = Samples.report(Verb.ARM, State.ARMED);
    return new Reported(report.withConfirmBefore(Optional.of(until)), 0);
  }

  static HelperResult refused(Verb verb, String code, String message) {
    return new Reported(Samples.failure(verb, State.DISARMED, new Problem(code, null, message)), 1);
  }

  /** Open, and nothing is set up. */
  static Picture open(Instant at, boolean tunnelUp) {
    return picture(at, Samples.report(Verb.STATUS, State.DISARMED), tunnelUp, Optional.empty());
  }

  /** Closed for good. */
  static Picture closed(Instant at, boolean tunnelUp) {
    Report report = Samples.report(Verb.STATUS, State.ARMED);
    return picture(at, report, tunnelUp, Optional.of(Samples.settings("tun+")));
  }

  /** Closed on trial. */
  static Picture onTrial(Instant at, Instant until, boolean tunnelUp) {
    Report report = Samples.report(Verb.ARM, State.ARMED).withConfirmBefore(Optional.of(until));
    return picture(at, report, tunnelUp, Optional.of(Samples.settings("tun+")));
  }

  private static Picture picture(
      Instant at, Report report, boolean tunnelUp, Optional<Settings> settings) {
    Verdict verdict = report.state() == State.ARMED ? Verdict.REFUSED : Verdict.ESCAPED;
    return ProtectionMap.picture(
        new Observation(
            at,
            true,
            Optional.of(report),
            Optional.empty(),
            settings,
            List.of(
                new Link("eth0", true, false, Optional.empty(), 0, 0),
                new Link("tun0", tunnelUp, settings.isPresent(), Optional.empty(), 0, 0)),
            List.of(new Probe("eth0", AddressFamily.IPV4, verdict, at)),
            Task.NONE));
  }
}
