package io.github.vpnfirewall.helper.verb;

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
import io.github.vpnfirewall.helper.state.ArmedFlag;
import io.github.vpnfirewall.helper.state.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes the kernel's rules what the policy wants (design §2.5). Never opens what was closed. */
final class Enforcer {
  private final Machine machine;
  private final GateKeeper gate;
  private final SetKeeper sets;
  private final Set<String> complaints = new LinkedHashSet<>();
  private final RuleApplier applier;

  Enforcer(Machine machine) {
    this.machine = machine;
    this.gate = new GateKeeper(machine.netfilter());
    this.sets = new SetKeeper(machine.netfilter());
    this.applier = new RuleApplier(machine.netfilter(), complaints);
  }

  /** What went wrong on the way, in words. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /**
   * What came of arming, as far as it can't be read back afterwards.
   *
   * @param changed whether anything was done; if not, all was as it should be before
   * @param atOnce whether both families closed in one step, or the machine was closed all along
   * @param stored whether it will last over a reboot
   * @param bulk whether addresses in bulk went into sets, if there were any
   * @param applied the rules that the kernel took, by family
   */
  record Outcome(
      boolean changed,
      boolean atOnce,
      boolean stored,
      boolean bulk,
      Map<AddressFamily, Ruleset> applied) {}

  /** Closes the machine as the policy wants. What came of it is for the caller to read back. */
  Outcome arm(Policy policy, String settingsHash, Reading before) throws IOException {
    Map<AddressFamily, Ruleset> desired = compile(policy, before, machine.netfilter().hasIpset());
    if (isDone(desired, settingsHash, before)) {
      return new Outcome(false, true, true, bulk(policy, desired), desired);
    }
    if (!before.holdsOurs() && before.origin().isEmpty()) {
      storeOrigin();
    }
    if (!fillSets(desired)) {
      desired = compile(policy, before, false);
    }
    Set<AddressFamily> open = EnumSet.noneOf(AddressFamily.class);
    before.dumps().keySet().stream().filter(f -> !before.closedByRules(f)).forEach(open::add);
    // A gate that was left behind stays until the rules are there.
    before.dumps().keySet().stream().filter(before::gate).forEach(open::add);
    boolean atOnce = open.isEmpty() || gate.set(open);
    boolean stored = store(desired, settingsHash, before);
    Map<AddressFamily, Ruleset> applied = new EnumMap<>(AddressFamily.class);
    // IPv6 first: where there is no gate, it is the family that people forget.
    for (AddressFamily family : List.of(AddressFamily.IPV6, AddressFamily.IPV4)) {
      if (desired.containsKey(family)) {
        applier
            .apply(policy, desired.get(family), before.dumps().get(family))
            .ifPresent(ruleset -> applied.put(family, ruleset));
      }
    }
    if (!applied.equals(desired)) {
      stored = stored && store(applied, settingsHash, before);
    }
    Set<AddressFamily> failed = EnumSet.copyOf(desired.keySet());
    failed.removeAll(applied.keySet());
    boolean gated = !open.isEmpty() || !failed.isEmpty();
    if (gated && !gate.set(failed)) {
      failed.stream().filter(f -> !open.contains(f) || !atOnce).forEach(this::blockBarely);
    }
    List<Ruleset> used = new ArrayList<>(applied.values());
    failed.stream().map(desired::get).forEach(used::add);
    removeSetsBut(used);
    if (!failed.contains(AddressFamily.IPV6)) {
      switchIpv6Back();
    }
    switchForwarding(desired.values().stream().anyMatch(Enforcer::isGateway));
    return new Outcome(true, atOnce, stored, bulk(policy, applied), applied);
  }

  /** What is not known to have been there may be tidied away later: no reason to stay open. */
  private void storeOrigin() {
    try {
      machine.files().storeOrigin(new Origin(gate.names(), Map.of(), Map.of()));
    } catch (IOException e) {
      complaints.add("what was there before could not be stored: " + e.getMessage());
    }
  }

  private static Map<AddressFamily, Ruleset> compile(Policy policy, Reading before, boolean sets) {
    Map<AddressFamily, Ruleset> desired = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : before.dumps().keySet()) {
      desired.put(family, RulesetCompiler.compile(policy, family, backstop(before, family), sets));
    }
    return desired;
  }

  private static boolean bulk(Policy policy, Map<AddressFamily, Ruleset> applied) {
    return applied.values().stream()
        .filter(ruleset -> ruleset.sets().isEmpty())
        .allMatch(
            ruleset ->
                RulesetCompiler.compile(policy, ruleset.family(), Optional.empty())
                    .sets()
                    .isEmpty());
  }

  /** Before there are rules that look into them; whoever finds no set finds nothing permitted. */
  private boolean fillSets(Map<AddressFamily, Ruleset> rules) {
    try {
      for (Ruleset ruleset : rules.values()) {
        sets.fill(ruleset.sets().values());
      }
      return true;
    } catch (ToolException | MalformedDumpException e) {
      complaints.add(e.getMessage());
      return false;
    }
  }

  /** A set that is left over does no harm, but for the name of it. */
  private boolean removeSetsBut(Collection<Ruleset> rules) {
    Set<String> needed = new LinkedHashSet<>();
    rules.forEach(ruleset -> needed.addAll(ruleset.sets().keySet()));
    try {
      sets.removeAllBut(needed);
      return true;
    } catch (ToolException e) {
      complaints.add(e.getMessage());
      return false;
    }
  }

  private static Optional<Table> backstop(Reading before, AddressFamily family) {
    if (!before.whole(family)) {
      return RuleApplier.BACKSTOPS.get(0);
    }
    // What this kernel has refused once it is not asked again, as long as nothing is amiss.
    return before.expected().get(family).tables().keySet().stream()
        .filter(Table::isBackstop)
        .findFirst();
  }

  private static boolean isDone(
      Map<AddressFamily, Ruleset> desired, String settingsHash, Reading before) {
    return before.flag().map(flag -> flag.settingsHash().equals(settingsHash)).orElse(false)
        && desired.equals(before.expected())
        && desired.keySet().stream().allMatch(before::whole)
        && !before.ipv6SwitchedOff()
        && !before.gatewayOff();
  }

  /** Makes it last. A full disk must not keep the machine open now. */
  private boolean store(Map<AddressFamily, Ruleset> rules, String settingsHash, Reading before) {
    try {
      for (Map.Entry<AddressFamily, Ruleset> entry : rules.entrySet()) {
        store(entry.getKey(), entry.getValue(), before);
      }
      machine
          .files()
          .storeFlag(
              new ArmedFlag(
                  before.flag().map(ArmedFlag::since).orElseGet(() -> machine.clock().instant()),
                  settingsHash));
      return true;
    } catch (IOException e) {
      complaints.add("it could not be stored: " + e.getMessage());
      return false;
    }
  }

  /** At no instant are there rules stored without the sets that they look into. */
  private void store(AddressFamily family, Ruleset rules, Reading before) throws IOException {
    Map<String, AddressSet> both = new TreeMap<>(rules.sets());
    if (before.expected().containsKey(family)) {
      both.putAll(before.expected().get(family).sets());
    }
    machine.files().storeSets(family, SetDocument.of(both.values()));
    machine.files().storeDocument(family, StoredDocument.of(rules));
    if (!both.equals(rules.sets())) {
      machine.files().storeSets(family, SetDocument.of(rules.sets().values()));
    }
  }

  /** Where there is no gate: a bare DROP, or IPv6 switched off altogether. */
  private void blockBarely(AddressFamily family) {
    try {
      Ruleset bare = BareDrop.ruleset(family);
      machine.netfilter().restore(family, RestorePlanner.arm(bare, applier.read(family)));
      if (Findings.compare(bare, applier.read(family)).enforced()) {
        return;
      }
    } catch (ToolException | MalformedDumpException e) {
      complaints.add(e.getMessage());
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
        complaints.add("IPv6 could not be switched off: " + e.getMessage());
      }
    }
  }

  private void switchIpv6Back() throws IOException {
    Optional<Origin> origin = machine.files().origin();
    if (origin.isPresent() && !origin.get().ipv6().isEmpty()) {
      machine.ipv6().restore(origin.get().ipv6());
      machine.files().storeOrigin(origin.get().withIpv6(Map.of()));
    }
  }

  static boolean isGateway(Ruleset ruleset) {
    return ruleset.tables().containsKey(Table.NAT);
  }

  /**
   * Neither way is it a reason to fail: where nothing is passed on, nothing leaks.
   *
   * @return whether it is done
   */
  private boolean switchForwarding(boolean wanted) {
    try {
      if (wanted) {
        new GatewaySwitch(machine).on();
      } else {
        new GatewaySwitch(machine).off();
      }
      return true;
    } catch (IOException e) {
      complaints.add("forwarding could not be switched: " + e.getMessage());
      return false;
    }
  }

  /**
   * Removes all that is ours. If that fails, the machine stays closed.
   *
   * @return whether it is done
   */
  boolean disarm(Reading before) throws IOException {
    Collection<AddressFamily> families = before.dumps().keySet();
    boolean gated = before.holdsOurs() && gate.set(families);
    Set<AddressFamily> left = EnumSet.noneOf(AddressFamily.class);
    for (AddressFamily family : families) {
      if (!remove(family, before.dumps().get(family))) {
        left.add(family);
      }
    }
    if (!left.isEmpty()) {
      if (!gated) {
        // Also what could not be removed: a tool that hung may have done its work before.
        families.forEach(f -> putBack(f, before));
      }
      return false;
    }
    switchIpv6Back();
    boolean tidied = switchForwarding(false);
    unpinHosts();
    machine.files().clearFlag();
    // Bare tables that let everything pass do no harm: not worth failing for, but for another try.
    tidied &= gate.tidy(before.origin().orElse(Origin.NOTHING).nftNames());
    tidied &= removeSetsBut(List.of());
    boolean opened = !machine.netfilter().hasNft() || gate.set(Set.of());
    if (opened && tidied) {
      machine.files().clearOrigin();
    }
    return opened;
  }

  /**
   * Before the gate opens, so that a call cut off here leaves no line behind on an open machine.
   */
  private void unpinHosts() {
    try {
      machine.files().hosts().unpin();
    } catch (IOException e) {
      complaints.add("our lines in /etc/hosts could not be removed: " + e.getMessage());
    }
  }

  private boolean remove(AddressFamily family, Optional<SaveDump> dump) {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        SaveDump there = attempt == 0 && dump.isPresent() ? dump.get() : applier.read(family);
        String document = RestorePlanner.disarm(there);
        if (document.isEmpty()) {
          return true;
        }
        machine.netfilter().restore(family, document);
        if (!applier.read(family).holdsOurs()) {
          return true;
        }
      } catch (ToolException e) {
        complaints.add(e.getMessage());
        if (e.hung()) {
          return false;
        }
      } catch (MalformedDumpException e) {
        complaints.add(e.getMessage());
      }
    }
    return false;
  }

  /** One family could not be opened, and there is no gate: both are closed again. */
  private void putBack(AddressFamily family, Reading before) {
    try {
      Ruleset ruleset = before.expected().getOrDefault(family, BareDrop.ruleset(family));
      machine.netfilter().restore(family, RestorePlanner.arm(ruleset, applier.read(family)));
    } catch (ToolException | MalformedDumpException e) {
      complaints.add(e.getMessage());
    }
  }
}
