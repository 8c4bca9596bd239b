package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.ArmedFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts what was read, and what was done, into reports. */
final class Reports {
  private Reports() {}

  /** What is true now, after a call of that verb. */
  static Report of(
      Verb verb,
      Reading reading,
      boolean changed,
      Optional<String> settingsHash,
      List<Problem> warnings) {
    List<Problem> all = new ArrayList<>(warnings);
    all.addAll(reading.warnings());
    State state = reading.state();
    Optional<ArmedFlag> flag = state == State.DISARMED ? Optional.empty() : reading.flag();
    Optional<TrialSight> trial = state == State.DISARMED ? Optional.empty() : reading.trial();
    boolean wanted =
        switch (verb) {
          case ARM -> state == State.ARMED;
          case DISARM -> state == State.DISARMED;
          case CONFIGURE, STATUS, WATCH, RENDER, VERIFY ->
              state == State.ARMED || state == State.DISARMED;
        };
    return new Report(
            Optional.of(verb),
            wanted,
            state,
            reading.families(),
            changed,
            settingsHash,
            flag.isPresent() ? Optional.of(flag.get().since()) : Optional.empty(),
            all,
            reading.problem(),
            Map.of())
        .withConfirmBefore(trial.isPresent() ? Optional.of(trial.get().ends()) : Optional.empty());
  }

  /** Adds to what is missing why it is. */
  static Report because(Report report, List<String> complaints) {
    if (report.ok() || complaints.isEmpty()) {
      return report;
    }
    String why = String.join(". ", complaints);
    Problem found = report.error().orElse(new Problem("failed", null, "It did not work"));
    return report.withError(
        new Problem(found.code(), found.path(), found.message() + ". Cause: " + why));
  }
}
