package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.ArmedFlag;
import io.github.vpnfirewall.helper.state.StateFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code status} and {@code watch} say of what was read. */
final class Status {
  private final Machine machine;

  Status(Machine machine) {
    this.machine = machine;
  }

  /**
   * The stored settings, as far as a report speaks of them.
   *
   * @param hash empty if there are none, or none that are valid
   * @param warnings what is wrong with them
   */
  record Stored(Optional<String> hash, List<Problem> warnings) {}

  Stored stored() throws IOException {
    try {
      Optional<Settings> settings = machine.files().settings();
      return new Stored(
          settings.isPresent() ? Optional.of(StateFiles.hash(settings.get())) : Optional.empty(),
          List.of());
    } catch (InvalidSettingsException e) {
      return new Stored(Optional.empty(), List.of(e.problem()));
    }
  }

  Outcome of(Verb verb, Reading reading, Stored stored) {
    State state = reading.state();
    List<Problem> warnings = new ArrayList<>(stored.warnings());
    Optional<ArmedFlag> flag = reading.flag();
    Optional<String> applied =
        flag.isPresent() ? Optional.of(flag.get().settingsHash()) : Optional.empty();
    if (state == State.ARMED && applied.isPresent() && !applied.equals(stored.hash())) {
      warnings.add(
          new Problem(
              "settings-not-applied",
              null,
              "The stored settings are not the ones that are applied: arm again to apply them"));
    }
    Report report =
        Reports.of(verb, reading, false, applied.isPresent() ? applied : stored.hash(), warnings);
    return new Outcome(
        report,
        switch (state) {
          case ARMED -> Outcome.DONE;
          case DISARMED -> Outcome.DISARMED;
          case DEGRADED, UNKNOWN -> Outcome.FAILED;
        });
  }
}
