package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.policy.PolicyWarnings;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.state.StateFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What arming does around the rules: users' numbers, trials, names, flows, and the report. */
final class ArmVerb {
  private final Machine machine;
  private final Inspector inspector;
  private final Failures failures;
  private final boolean early;

  /**
   * @param early whether the gate was shut for this call before the helper ran
   */
  ArmVerb(Machine machine, Failures failures, boolean early) {
    this.machine = machine;
    this.inspector = new Inspector(machine);
    this.failures = failures;
    this.early = early;
  }

  /**
   * Arms.
   *
   * @param stored whether the settings were changed by the same call
   */
  Outcome arm(Verb verb, Settings settings, boolean stored, Lasting lasting) throws IOException {
    Policy policy;
    try {
      policy = Policy.of(settings, clientUids(settings));
    } catch (InvalidSettingsException e) {
      return failures.refused(verb, e.problem());
    }
    // Of many servers it takes as long as a tool.
    CompletableFuture<String> hash =
        CompletableFuture.supplyAsync(
            () -> StateFiles.hash(settings), work -> new Thread(work, "digest").start());
    Netfilter netfilter = machine.netfilter();
    boolean many = settings.servers().size() > AddressSet.HANDFUL;
    netfilter.makeReady(netfilter.families(), false, many);
    Reading before = inspector.read();
    List<String> missing = netfilter.missingTools();
    if (missing.size() == 2 * before.dumps().size() && !before.holdsOurs()) {
      String what = String.join(", ", missing) + " cannot be found: install the package iptables";
      return failures.failed(verb, new Problem("tool-missing", null, what));
    }
    Changes changes = new Changes(machine);
    boolean onTrial = lasting == Lasting.AS_BEFORE && machine.files().trial().isPresent();
    boolean forGood = lasting != Lasting.ON_TRIAL && !onTrial;
    Arming.Outcome outcome =
        new Arming(changes, early)
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
    Reading after =
        outcome.changed() ? inspector.read(outcome.applied(), outcome.readBack()) : before;
    // Also where nothing else is to be done: the last call's time may have been up before it was.
    Optional<Problem> left = new FlowCleaner(netfilter).clean(policy);
    left.ifPresent(warnings::add);
    if (after.state() == State.ARMED) {
      machine.files().clearBootBlocked();
    }
    boolean changed = stored || outcome.changed() || pinned;
    Report report = Reports.of(verb, after, changed, Optional.of(hash.join()), warnings);
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
   * The numbers of the users who alone may reach the servers.
   *
   * @throws InvalidSettingsException if there is no such user
   */
  List<Long> clientUids(Settings settings) throws InvalidSettingsException {
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
}
