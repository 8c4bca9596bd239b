package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.PolicyWarnings;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.ArmedFlag;
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

  /**
   * @param machine what they work on
   */
  public Verbs(Machine machine) {
    this.machine = machine;
    this.inspector = new Inspector(machine);
  }

  /** Reads the kernel and says what it found. */
  public Outcome status() throws IOException {
    Status status = new Status(machine);
    return status.of(Verb.STATUS, inspector.read(), status.stored());
  }

  /** Applies the stored settings for good, and so confirms a trial. */
  public Outcome arm() throws IOException {
    return withSettings(settings -> arm(Verb.ARM, settings, false, Lasting.FOR_GOOD));
  }

  /** Puts back what is missing of what should be there; a trial stays one. */
  public Outcome armAgain() throws IOException {
    Reading reading = inspector.read();
    if (reading.flag().isEmpty() && !reading.holdsOurs()) {
      // It may have been opened while the caller made up its mind.
      return failed(
          Verb.ARM,
          new Problem("not-armed", null, "It is not armed, so there is nothing to put back"));
    }
    return withSettings(settings -> arm(Verb.ARM, settings, false, Lasting.AS_BEFORE));
  }

  /**
   * Applies the stored settings until the trial is over, if nobody confirms it before.
   *
   * @param length how long that is, from the moment at which it is closed
   */
  public Outcome armOnTrial(Duration length) throws IOException {
    Reading reading = inspector.read();
    if (reading.flag().isPresent() || reading.holdsOurs()) {
      return failed(
          Verb.ARM,
          new Problem(
              "already-armed",
              null,
              "It is armed already, and a trial would open it: disarm first, or arm to keep it"));
    }
    if (reading.state() != State.DISARMED) {
      return failed(Verb.ARM, reading.problem().orElseThrow());
    }
    return withSettings(
        settings -> {
          Trials trials = new Trials(machine);
          Optional<Trial> trial = trials.begin(length);
          if (trial.isEmpty()) {
            return failed(
                Verb.ARM,
                new Problem(
                    "no-keeper",
                    null,
                    "The process that would open it again could not be started, so it stays open"));
          }
          Outcome outcome = arm(Verb.ARM, settings, false, Lasting.ON_TRIAL);
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
      return refused(Verb.ARM, e.problem());
    }
    if (settings.isEmpty()) {
      return failed(
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
      clientUids(settings);
    } catch (InvalidSettingsException e) {
      return refused(Verb.CONFIGURE, e.problem());
    }
    Optional<String> before = new Status(machine).stored().hash();
    String hash = StateFiles.hash(settings);
    boolean changed = !before.equals(Optional.of(hash));
    if (changed) {
      machine.files().storeSettings(settings);
    }
    Reading reading = inspector.read();
    if (reading.flag().isPresent() || reading.holdsOurs()) {
      return arm(Verb.CONFIGURE, settings, changed, Lasting.AS_BEFORE);
    }
    Report report =
        Reports.of(
            Verb.CONFIGURE, reading, changed, Optional.of(hash), PolicyWarnings.of(settings));
    return new Outcome(report, report.ok() ? Outcome.DONE : Outcome.FAILED);
  }

  private Outcome arm(Verb verb, Settings settings, boolean stored, Lasting lasting)
      throws IOException {
    Policy policy;
    try {
      policy = Policy.of(settings, clientUids(settings));
    } catch (InvalidSettingsException e) {
      return refused(verb, e.problem());
    }
    Reading before = inspector.read();
    List<String> missing = machine.netfilter().missingTools();
    if (missing.size() == 2 * before.dumps().size() && !before.holdsOurs()) {
      return failed(verb, missing(missing));
    }
    Changes changes = new Changes(machine);
    String hash = StateFiles.hash(settings);
    boolean onTrial = lasting == Lasting.AS_BEFORE && machine.files().trial().isPresent();
    boolean forGood = lasting != Lasting.ON_TRIAL && !onTrial;
    Arming.Outcome outcome =
        new Arming(changes)
            .arm(
                policy,
                hash,
                before,
                forGood ? machine.files().lasting() : machine.files().untilReboot());
    if (forGood) {
      new Trials(machine).confirm(outcome.stored());
    }
    List<Problem> warnings = new ArrayList<>(PolicyWarnings.of(settings));
    if (!outcome.atOnce()) {
      warnings.add(
          new Problem(
              "not-at-once",
              null,
              "IPv6 and IPv4 were closed one after the other, not in one step: install nftables"));
    }
    if (!outcome.bulk()) {
      warnings.add(
          new Problem(
              "no-ipset",
              "$.servers",
              "Every packet is compared with every server and network in turn, which is slow:"
                  + " install ipset"));
    }
    boolean pinned = pinHosts(settings, warnings);
    Reading after = outcome.changed() ? inspector.read(outcome.applied()) : before;
    if (outcome.changed()) {
      new FlowCleaner(machine.netfilter())
          .clean(policy, outcome.applied().keySet())
          .ifPresent(warnings::add);
    }
    if (after.state() == State.ARMED) {
      machine.files().clearBootBlocked();
    }
    boolean changed = stored || outcome.changed() || pinned;
    Report report = Reports.of(verb, after, changed, Optional.of(hash), warnings);
    if (!outcome.stored()) {
      report =
          report.withError(
              new Problem(
                  "not-stored", null, "It will not last over a reboot: the disk took nothing"));
    }
    report = Reports.because(report, changes.complaints());
    return new Outcome(report, report.ok() ? Outcome.DONE : Outcome.FAILED);
  }

  /** Whether the hosts file was changed. That it could not be is no reason to stay open. */
  private boolean pinHosts(Settings settings, List<Problem> warnings) {
    try {
      return settings.pinHosts()
          ? machine.files().hosts().pin(settings.servers())
          : machine.files().hosts().unpin();
    } catch (IOException e) {
      warnings.add(
          new Problem(
              "hosts-not-pinned",
              "$.pinHosts",
              "The servers' names could not be kept in /etc/hosts, so the VPN may not find them"
                  + " while DNS is closed: "
                  + e.getMessage()));
      return false;
    }
  }

  /**
   * What to say when a verb was cut off by an error: what is true now.
   *
   * @param error what went wrong
   */
  public Outcome cutOff(Verb verb, Problem error) throws IOException {
    return failed(verb, error);
  }

  private static Problem missing(List<String> tools) {
    return new Problem(
        "tool-missing",
        null,
        String.join(", ", tools) + " cannot be found: install the package iptables");
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
      return Rendering.of(settings, Policy.of(settings, clientUids(settings)), check);
    } catch (InvalidSettingsException e) {
      return new Outcome(Report.failure(Optional.of(Verb.RENDER), e.problem()), Outcome.INVALID);
    }
  }

  private List<Long> clientUids(Settings settings) throws InvalidSettingsException {
    List<Long> uids = new ArrayList<>();
    for (int i = 0; i < settings.tunnel().clientUsers().size(); i++) {
      String path = "$.tunnel.clientUsers[" + i + "]";
      try {
        uids.add(
            machine
                .netfilter()
                .uid(settings.tunnel().clientUsers().get(i))
                .orElseThrow(
                    () ->
                        new InvalidSettingsException(
                            "unknown-user", path, "There is no such user on this machine")));
      } catch (ToolException e) {
        throw new InvalidSettingsException("unknown-user", path, e.getMessage());
      }
    }
    return uids;
  }

  /** Settings that can't be taken; nothing was touched. */
  private Outcome refused(Verb verb, Problem error) throws IOException {
    return new Outcome(failed(verb, error).report(), Outcome.INVALID);
  }

  private Outcome failed(Verb verb, Problem error) throws IOException {
    Reading reading = inspector.read();
    Report report =
        Reports.of(verb, reading, false, reading.flag().map(ArmedFlag::settingsHash), List.of());
    return new Outcome(report.withError(error), Outcome.FAILED);
  }
}
