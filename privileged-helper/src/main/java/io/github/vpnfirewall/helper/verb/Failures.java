package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.ArmedFlag;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What is said and done when a verb fails or is refused. A gate that was shut for this very call
 * before the helper ran is opened again as long as nothing else of ours is there: arming needs no
 * password, so it must not lock anybody out by failing. What another call closed stays closed.
 */
final class Failures {
  private final Machine machine;
  private final Inspector inspector;
  private final boolean early;

  /**
   * @param early whether the gate was shut for this call before the helper ran
   */
  Failures(Machine machine, boolean early) {
    this.machine = machine;
    this.inspector = new Inspector(machine);
    this.early = early;
  }

  /** Settings that can't be taken; nothing was touched. */
  Outcome refused(Verb verb, Problem error) throws IOException {
    return new Outcome(failed(verb, error).report(), Outcome.INVALID);
  }

  /** What is true now that a verb has failed. */
  Outcome failed(Verb verb, Problem error) throws IOException {
    openEarly();
    Reading reading = inspector.read();
    Report report =
        Reports.of(verb, reading, false, reading.flag().map(ArmedFlag::settingsHash), List.of());
    return new Outcome(report.withError(error), Outcome.FAILED);
  }

  /** Opens the gate that was shut for this call, unless it is not alone. */
  void openEarly() throws IOException {
    if (!early
        || machine.files().armed().flag().isPresent()
        || machine.files().origin().isPresent()
        || machine.files().bootBlocked().isPresent()) {
      return;
    }
    Reading reading = inspector.read();
    if (reading.readable() && !reading.holdsRules()) {
      new GateKeeper(machine.netfilter()).set(Set.<AddressFamily>of());
    }
  }
}
