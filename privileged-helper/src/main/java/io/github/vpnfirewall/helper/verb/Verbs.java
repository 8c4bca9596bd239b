package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.PolicyWarnings;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.state.Trial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verbs of design §4. All but {@code render} need root and the lock. */
public final class Verbs {
  private final Machine machine;
  private final Inspector inspector;
  private final Failures failures;
  private final ArmVerb arming;

  /**
   * @param machine what they work on
   */
  public Verbs(Machine machine) {
    this(machine, false);
  }

  /**
   * @param machine what they work on
   * @param early whether the gate was shut for this call before the helper ran; see {@link
   *     Failures}
   */
  public Verbs(Machine machine, boolean early) {
    this.machine = machine;
    this.inspector = new Inspector(machine);
    this.failures = new Failures(machine, early);
    this.arming = new ArmVerb(machine, failures, early);
  }

  /** Has the kernel read while the caller gets ready: every verb that needs the lock begins so. */
  public void readAhead() {
    inspector.readAhead();
  }

  /** Reads the kernel and says what it found. */
  public Outcome status() throws IOException {
    return status(inspector.read());
  }

  private Outcome status(Reading reading) throws IOException {
    Status status = new Status(machine);
    return status.of(Verb.STATUS, reading, status.stored());
  }

  /**
   * The same, unless nothing but the gate is there. Most likely an arm has shut it and waits for
   * the lock: the caller lets it have that, and asks again.
   *
   * @return empty if only the gate is there
   */
  public Optional<Outcome> statusUnlessArming() throws IOException {
    Reading reading = inspector.read();
    return reading.holdsOnlyGate() ? Optional.empty() : Optional.of(status(reading));
  }

  /** Applies the stored settings for good, and so confirms a trial. */
  public Outcome arm() throws IOException {
    return withSettings(settings -> arming.arm(Verb.ARM, settings, false, Lasting.FOR_GOOD));
  }

  /** Puts back what is missing of what should be there; a trial stays one. */
  public Outcome armAgain() throws IOException {
    Reading reading = inspector.read();
    if (reading.flag().isEmpty() && !reading.holdsOurs()) {
      // It may have been opened while the caller made up its mind.
      return failures.failed(
          Verb.ARM,
          new Problem("not-armed", null, "It is not armed, so there is nothing to put back"));
    }
    return withSettings(settings -> arming.arm(Verb.ARM, settings, false, Lasting.AS_BEFORE));
  }

  /**
   * Applies the stored settings until the trial is over, if nobody confirms it before.
   *
   * @param length how long that is, from the moment at which it is closed
   */
  public Outcome armOnTrial(Duration length) throws IOException {
    Reading reading = inspector.read();
    if (reading.flag().isPresent() || reading.holdsOurs()) {
      return failures.failed(
          Verb.ARM,
          new Problem(
              "already-armed",
              null,
              "It is armed already, and a trial would open it: disarm first, or arm to keep it"));
    }
    if (reading.state() != State.DISARMED) {
      return failures.failed(Verb.ARM, reading.problem().orElseThrow());
    }
    return withSettings(
        settings -> {
          Trials trials = new Trials(machine);
          Optional<Trial> trial = trials.begin(length);
          if (trial.isEmpty()) {
            return failures.failed(
                Verb.ARM,
                new Problem(
                    "no-keeper",
                    null,
                    "The process that would open it again could not be started, so it stays open"));
          }
          Outcome outcome = arming.arm(Verb.ARM, settings, false, Lasting.ON_TRIAL);
          return trials.closed(trial.get(), length, outcome);
        });
  }

  private interface WithSettings {
    Outcome run(Settings settings) throws IOException;
  }

  private Outcome withSettings(WithSettings work) throws IOException {
    Optional<Settings> settings;
    try {
      settings = machine.files().settings();
    } catch (InvalidSettingsException e) {
      return failures.refused(Verb.ARM, e.problem());
    }
    if (settings.isEmpty()) {
      return failures.failed(
          Verb.ARM,
          new Problem(
              "no-settings", null, "There are no settings yet: store some with configure first"));
    }
    return work.run(settings.get());
  }

  /** Checks and stores settings, and applies them if armed. */
  public Outcome configure(byte[] document) throws IOException {
    Settings settings;
    try {
      settings = SettingsJson.read(document);
      arming.clientUids(settings);
    } catch (InvalidSettingsException e) {
      return failures.refused(Verb.CONFIGURE, e.problem());
    }
    Optional<String> before = new Status(machine).stored().hash();
    String hash = StateFiles.hash(settings);
    boolean changed = !before.equals(Optional.of(hash));
    if (changed) {
      machine.files().storeSettings(settings);
    }
    Reading reading = inspector.read();
    if (reading.flag().isPresent() || reading.holdsOurs()) {
      return arming.arm(Verb.CONFIGURE, settings, changed, Lasting.AS_BEFORE);
    }
    Report report =
        Reports.of(
            Verb.CONFIGURE, reading, changed, Optional.of(hash), PolicyWarnings.of(settings));
    return new Outcome(report, report.ok() ? Outcome.DONE : Outcome.FAILED);
  }

  /**
   * Opens the gate that was shut for this call, as long as nothing else of ours is there; for a
   * call that did not come to run a verb.
   */
  public void openEarly() throws IOException {
    failures.openEarly();
  }

  /**
   * What to say when a verb was cut off by an error: what is true now.
   *
   * @param error what went wrong
   */
  public Outcome cutOff(Verb verb, Problem error) throws IOException {
    return failures.failed(verb, error);
  }

  /**
   * Removes all that is ours if this trial has ended: it may have been confirmed, or its end moved,
   * while its keeper waited for the lock.
   *
   * @return empty if it has not, or is not under way any more
   */
  public Optional<Outcome> endTrial(String id) throws IOException {
    Optional<Trial> trial = machine.files().trial().filter(there -> there.id().equals(id));
    Duration now = machine.uptime().sinceStart();
    return trial.isPresent() && trial.get().left(now).compareTo(Duration.ZERO) <= 0
        ? Optional.of(disarm())
        : Optional.empty();
  }

  /** Removes all that is ours. */
  public Outcome disarm() throws IOException {
    Reading before = inspector.read();
    boolean ours = before.flag().isPresent() || before.holdsOurs();
    boolean there = ours || !before.readable() || before.origin().isPresent();
    Changes changes = new Changes(machine);
    if (there) {
      new Disarming(changes).disarm(before);
    } else {
      ours = machine.files().hosts().unpin(); // left by a call that was cut off
      machine.files().clearTrial();
    }
    Reading after = there ? inspector.read() : before;
    List<Problem> warnings = new ArrayList<>();
    if (after.state() == State.DISARMED && !changes.complaints().isEmpty()) {
      warnings.add(new Problem("untidy", null, String.join(". ", changes.complaints())));
    }
    Report report =
        Reports.because(
            Reports.of(Verb.DISARM, after, ours, new Status(machine).stored().hash(), warnings),
            changes.complaints());
    return new Outcome(report, report.state() == State.DISARMED ? Outcome.DONE : Outcome.FAILED);
  }

  /**
   * Prints the restore documents for settings; changes nothing and needs no root.
   *
   * @param check whether to prove, too, that they do what the design says
   */
  public Outcome render(byte[] document, boolean check) {
    try {
      Settings settings = SettingsJson.read(document);
      return Rendering.of(settings, Policy.of(settings, arming.clientUids(settings)), check);
    } catch (InvalidSettingsException e) {
      return new Outcome(Report.failure(Optional.of(Verb.RENDER), e.problem()), Outcome.INVALID);
    }
  }
}
