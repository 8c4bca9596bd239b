package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.Findings;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.RestorePlanner;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.state.ArmedFiles;
import io.github.vpnfirewall.helper.state.ArmedFlag;
import io.github.vpnfirewall.helper.state.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Makes the kernel's rules what the policy wants (design §2.5). Never opens what was closed. */
final class Arming {
  private final Machine machine;
  private final Changes changes;
  private final boolean early;

  /**
   * @param early whether the gate was shut for this call before the helper ran
   */
  Arming(Changes changes, boolean early) {
    this.machine = changes.machine();
    this.changes = changes;
    this.early = early;
  }

  /**
   * What came of arming, as far as it can't be read back afterwards.
   *
   * @param changed whether anything was done; if not, all was as it should be before
   * @param atOnce whether both families closed in one step, or the machine was closed all along
   * @param stored whether it will last over a reboot
   * @param bulk whether addresses in bulk went into sets, if there were any
   * @param applied the rules that the kernel took, by family
   * @param readBack what was read after the last change, where the rules are as they should be
   */
  record Outcome(
      boolean changed,
      boolean atOnce,
      boolean stored,
      boolean bulk,
      Map<AddressFamily, Ruleset> applied,
      Map<AddressFamily, SaveDump> readBack) {}

  /**
   * Closes the machine as the policy wants. What came of it is for the caller to read back.
   *
   * @param target where it is stored, and so for how long it lasts
   */
  Outcome arm(
      Policy policy, CompletableFuture<String> settingsHash, Reading before, ArmedFiles target)
      throws IOException {
    Map<AddressFamily, Ruleset> best = compile(policy, before, true);
    Map<AddressFamily, Ruleset> desired =
        machine.netfilter().hasIpset() ? best : compile(policy, before, false);
    if (isDone(desired, settingsHash, before, target)) {
      return new Outcome(false, true, true, bulk(best, desired), desired, Map.of());
    }
    if (!before.holdsRules() && before.origin().isEmpty()) {
      storeOrigin(before);
    }
    boolean stored = false;
    try {
      // Before there are rules that look into them; who finds no set finds nothing permitted.
      Optional<Netfilter.Begun> filling = changes.sets().fill(desired.values());
      if (filling.isPresent()) {
        // To store so many servers takes as long. Where none of ours are stored yet, being cut off
        // in between can't leave half of the old ones and half of the new.
        stored = before.expected().isEmpty() && store(desired, settingsHash, before, target);
        filling.get().await();
        changes.sets().readAhead(desired.values());
      }
    } catch (ToolException | MalformedDumpException e) {
      changes.complain(e.getMessage());
      desired = compile(policy, before, false);
      stored = false;
    }
    Set<AddressFamily> open = EnumSet.noneOf(AddressFamily.class);
    boolean shut = early;
    for (AddressFamily family : before.dumps().keySet()) {
      // A gate that was left behind stays until the rules are there.
      if (!before.closedByRules(family) || before.gate(family)) {
        open.add(family);
        shut &= before.gate(family);
      }
    }
    boolean atOnce = open.isEmpty() || shut || changes.gate().set(open);
    // As long as neither family is open, both may change at the same time; and beside the files, if
    // there are none: cut off in between, half of the new ones could be what is in the kernel.
    boolean beside = atOnce && before.expected().isEmpty();
    Map<AddressFamily, Netfilter.Begun> begun =
        beside ? changes.applier().begin(desired, before.dumps()) : Map.of();
    stored = stored || store(desired, settingsHash, before, target);
    if (atOnce && !beside) {
      begun = changes.applier().begin(desired, before.dumps());
    }
    machine.netfilter().makeReady(Set.of(), !open.isEmpty(), false);
    changes.applier().finish(begun);
    // Where a family's rules must be applied once more, they are read anew after that.
    machine.netfilter().readAheadFlows();
    Map<AddressFamily, Ruleset> applied = new EnumMap<>(AddressFamily.class);
    Map<AddressFamily, SaveDump> readBack = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : RuleApplier.ORDER) {
      if (desired.containsKey(family)) {
        Optional<RuleApplier.Applied> done =
            changes
                .applier()
                .apply(
                    policy,
                    desired.get(family),
                    before.dumps().get(family),
                    Optional.ofNullable(begun.get(family)));
        if (done.isPresent()) {
          applied.put(family, done.get().rules());
          readBack.put(family, done.get().readBack());
        }
      }
    }
    if (!applied.equals(desired)) {
      stored = stored && store(applied, settingsHash, before, target);
    }
    Set<AddressFamily> failed = EnumSet.copyOf(desired.keySet());
    failed.removeAll(applied.keySet());
    boolean gated = !open.isEmpty() || !failed.isEmpty();
    Netfilter.Begun gate = gated ? changes.gate().begin(failed) : () -> {};
    machine.netfilter().readAheadSets(List.of());
    // Whose gate stays shut is not looked for before it is.
    machine.netfilter().readAhead(Set.of(), failed.isEmpty() && machine.netfilter().hasNft());
    if (!changes.gate().finish(gate, failed)) {
      for (AddressFamily family : failed) {
        if (!open.contains(family) || !atOnce) {
          blockBarely(family);
        }
      }
    }
    List<Ruleset> used = new ArrayList<>(applied.values());
    for (AddressFamily family : failed) {
      used.add(desired.get(family));
    }
    changes.removeSetsBut(used);
    if (!failed.contains(AddressFamily.IPV6)) {
      changes.switchIpv6Back();
    }
    changes.switchForwarding(Changes.isGateway(desired.values()));
    // Where one family had to be blocked by other means, everything is looked at once more.
    return new Outcome(
        true, atOnce, stored, bulk(best, applied), applied, failed.isEmpty() ? readBack : Map.of());
  }

  /** What is not known to have been there may be tidied away later: no reason to stay open. */
  private void storeOrigin(Reading before) {
    try {
      Set<String> names = changes.gate().names(before.tables());
      machine.files().storeOrigin(new Origin(names, Map.of(), Map.of()));
    } catch (IOException e) {
      changes.complain("what was there before could not be stored: " + e.getMessage());
    }
  }

  private static Map<AddressFamily, Ruleset> compile(Policy policy, Reading before, boolean sets) {
    Map<AddressFamily, Ruleset> desired = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : before.dumps().keySet()) {
      desired.put(family, RulesetCompiler.compile(policy, family, backstop(before, family), sets));
    }
    return desired;
  }

  private static boolean bulk(
      Map<AddressFamily, Ruleset> best, Map<AddressFamily, Ruleset> applied) {
    boolean bulk = true;
    for (Ruleset ruleset : applied.values()) {
      bulk &= !ruleset.sets().isEmpty() || best.get(ruleset.family()).sets().isEmpty();
    }
    return bulk;
  }

  private static Optional<Table> backstop(Reading before, AddressFamily family) {
    if (!before.whole(family)) {
      return RuleApplier.BACKSTOPS.get(0);
    }
    // What this kernel has refused once it is not asked again, as long as nothing is amiss.
    for (Table table : before.expected().get(family).tables().keySet()) {
      if (table.isBackstop()) {
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }

  private static boolean isDone(
      Map<AddressFamily, Ruleset> desired,
      CompletableFuture<String> settingsHash,
      Reading before,
      ArmedFiles target)
      throws IOException {
    Optional<ArmedFlag> flag = target.flag();
    if (flag.isEmpty()
        || !flag.get().settingsHash().equals(settingsHash.join())
        || !desired.equals(before.expected())) {
      return false;
    }
    boolean whole = !before.ipv6SwitchedOff() && !before.gatewayOff();
    for (AddressFamily family : desired.keySet()) {
      whole &= before.whole(family);
    }
    return whole;
  }

  /** Makes it last. A full disk must not keep the machine open now. */
  private boolean store(
      Map<AddressFamily, Ruleset> rules,
      CompletableFuture<String> settingsHash,
      Reading before,
      ArmedFiles target) {
    try {
      for (Ruleset each : rules.values()) {
        store(each, before, target);
      }
      target.storeFlag(
          new ArmedFlag(
              before.flag().isPresent() ? before.flag().get().since() : machine.clock().instant(),
              settingsHash.join()));
      return true;
    } catch (IOException e) {
      changes.complain("it could not be stored: " + e.getMessage());
      return false;
    }
  }

  /** At no instant are there rules stored without the sets that they look into. */
  private void store(Ruleset rules, Reading before, ArmedFiles target) throws IOException {
    Map<String, AddressSet> both = new TreeMap<>(rules.sets());
    if (before.expected().containsKey(rules.family())) {
      both.putAll(before.expected().get(rules.family()).sets());
    }
    target.storeSets(rules.family(), SetDocument.of(both.values()));
    target.storeDocument(rules.family(), StoredDocument.of(rules));
    if (!both.equals(rules.sets())) {
      target.storeSets(rules.family(), SetDocument.of(rules.sets().values()));
    }
  }

  /** Where there is no gate: a bare DROP, or IPv6 switched off altogether. */
  private void blockBarely(AddressFamily family) {
    try {
      Ruleset bare = BareDrop.ruleset(family);
      machine.netfilter().restore(family, RestorePlanner.arm(bare, changes.applier().read(family)));
      if (Findings.compare(bare, changes.applier().read(family)).enforced()) {
        return;
      }
    } catch (ToolException | MalformedDumpException e) {
      changes.complain(e.getMessage());
    }
    if (family == AddressFamily.IPV6) {
      try {
        Map<String, String> on = machine.ipv6().on();
        Origin origin = machine.files().origin().orElse(Origin.NOTHING);
        if (origin.ipv6().isEmpty()) {
          machine.files().storeOrigin(origin.withIpv6(on));
        }
        machine.ipv6().off(on.keySet());
      } catch (IOException e) {
        changes.complain("IPv6 could not be switched off: " + e.getMessage());
      }
    }
  }
}
