package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.restore.Findings;
import io.github.vpnfirewall.helper.restore.NftListing;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.state.ArmedFlag;
import io.github.vpnfirewall.helper.state.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that was read at one moment, and what follows from it.
 *
 * @param dumps the rules of each family of the host; empty for one that could not be read
 * @param expected what should be there, by family; absent where that is not known
 * @param found what was found of it, where both are known
 * @param alteredSets families with a set that is missing, or does not hold what it should
 * @param tables nftables' tables, if they could be listed
 * @param flag whether the machine shall be closed
 * @param lasts whether that holds over a reboot
 * @param trial the trial that is under way, if the machine is closed
 * @param origin what was there before us, if known
 * @param ipv6Off whether IPv6 is switched off, if we ever did so
 * @param forwarding whether packets are passed on, if they should be
 * @param bootBlocked why everything is blocked, if rules could not be restored
 * @param complaints what could not be read
 */
record Reading(
    Map<AddressFamily, Optional<SaveDump>> dumps,
    Map<AddressFamily, Ruleset> expected,
    Map<AddressFamily, Findings> found,
    Set<AddressFamily> alteredSets,
    Optional<NftListing> tables,
    Optional<ArmedFlag> flag,
    boolean lasts,
    Optional<TrialSight> trial,
    Optional<Origin> origin,
    boolean ipv6Off,
    boolean forwarding,
    Optional<String> bootBlocked,
    List<String> complaints) {

  /** The same with other counters. */
  Reading with(Map<AddressFamily, Optional<SaveDump>> counted) {
    return new Reading(
        counted,
        expected,
        compare(counted, expected),
        alteredSets,
        tables,
        flag,
        lasts,
        trial,
        origin,
        ipv6Off,
        forwarding,
        bootBlocked,
        complaints);
  }

  /** Whether anything of ours is in the kernel. */
  boolean holdsOurs() {
    boolean ours = ipv6SwitchedOff();
    for (AddressFamily family : dumps.keySet()) {
      ours |= holdsOurs(family);
    }
    return ours;
  }

  /** The same but for the gate. */
  boolean holdsRules() {
    boolean ours = ipv6SwitchedOff();
    for (AddressFamily family : dumps.keySet()) {
      ours |= holdsRules(family);
    }
    return ours;
  }

  /**
   * Whether the gate is all that is ours: so it is when an arm has shut it, and still waits for the
   * lock.
   */
  boolean holdsOnlyGate() {
    return holdsOurs()
        && !holdsRules()
        && flag.isEmpty()
        && origin.isEmpty()
        && bootBlocked.isEmpty();
  }

  boolean holdsOurs(AddressFamily family) {
    return gate(family) || holdsRules(family);
  }

  private boolean holdsRules(AddressFamily family) {
    return dumps.get(family).isPresent() && dumps.get(family).get().holdsOurs();
  }

  boolean gate(AddressFamily family) {
    return tables.isPresent() && tables.get().gate(family);
  }

  /** Whether IPv6 is off because we switched it off. */
  boolean ipv6SwitchedOff() {
    return ipv6Off && origin.isPresent() && !origin.get().ipv6().isEmpty();
  }

  /** Whether this machine should be a gateway, and passes nothing on. */
  boolean gatewayOff() {
    return !forwarding && Changes.isGateway(expected.values());
  }

  boolean readable() {
    return !dumps.containsValue(Optional.empty());
  }

  /** What was found of what should be there, where both are known. */
  static Map<AddressFamily, Findings> compare(
      Map<AddressFamily, Optional<SaveDump>> dumps, Map<AddressFamily, Ruleset> expected) {
    Map<AddressFamily, Findings> found = new EnumMap<>(AddressFamily.class);
    for (Map.Entry<AddressFamily, Optional<SaveDump>> entry : dumps.entrySet()) {
      Ruleset ruleset = expected.get(entry.getKey());
      if (ruleset != null && entry.getValue().isPresent()) {
        found.put(entry.getKey(), Findings.compare(ruleset, entry.getValue().get()));
      }
    }
    return found;
  }

  /** What was found of what should be there; empty if either is not known. */
  Optional<Findings> findings(AddressFamily family) {
    return Optional.ofNullable(found.get(family));
  }

  /** Whether all that should be there for the family is, and nothing else of ours. */
  boolean whole(AddressFamily family) {
    Optional<Findings> findings = findings(family);
    return findings.isPresent()
        && findings.get().matches(expected.get(family))
        && !alteredSets.contains(family)
        && !gate(family);
  }

  /** Whether no bare packet of the family leaves, by rules that also let the tunnel work. */
  boolean closedByRules(AddressFamily family) {
    Optional<Findings> findings = findings(family);
    return !alteredSets.contains(family)
        && findings.isPresent()
        && (findings.get().enforced() || findings.get().backstop().isPresent());
  }

  State state() {
    if (flag.isEmpty() && !holdsOurs()) {
      return readable() ? State.DISARMED : State.UNKNOWN;
    }
    boolean whole = !ipv6SwitchedOff();
    for (AddressFamily family : dumps.keySet()) {
      whole &= whole(family);
    }
    return whole ? State.ARMED : State.DEGRADED;
  }

  Map<AddressFamily, FamilyReport> families() {
    Map<AddressFamily, FamilyReport> families = new EnumMap<>(AddressFamily.class);
    for (AddressFamily family : dumps.keySet()) {
      Findings findings = found.get(family);
      boolean known = findings != null;
      boolean sound = known && !alteredSets.contains(family);
      families.put(
          family,
          new FamilyReport(
              sound && findings.enforced(),
              sound && findings.backstop().isPresent(),
              known ? findings.filterRules() : 0,
              fallback(family),
              known ? findings.blocked() : FamilyReport.Blocked.NONE));
    }
    return families;
  }

  private Optional<String> fallback(AddressFamily family) {
    boolean held = tables.isPresent() && tables.get().held(family);
    if (gate(family) || (held && !closedByRules(family))) {
      return Optional.of("gate");
    }
    if (!holdsOurs(family) || whole(family)) {
      return ipv6Fallback(family);
    }
    Ruleset bare = BareDrop.ruleset(family);
    Optional<SaveDump> dump = dumps.get(family);
    if (dump.isPresent() && Findings.compare(bare, dump.get()).enforced()) {
      return Optional.of("bare-drop");
    }
    return ipv6Fallback(family);
  }

  private Optional<String> ipv6Fallback(AddressFamily family) {
    return family == AddressFamily.IPV6 && ipv6SwitchedOff()
        ? Optional.of("ipv6-disabled")
        : Optional.empty();
  }

  /** What is missing, in words; empty if nothing is. */
  Optional<Problem> problem() {
    return switch (state()) {
      case ARMED, DISARMED -> Optional.empty();
      case UNKNOWN -> Optional.of(new Problem("unreadable", null, String.join(". ", complaints)));
      case DEGRADED ->
          Optional.of(blockedAtBoot().orElse(new Problem("degraded", null, missing())));
    };
  }

  /** The same for somebody who finds the network dead after a reboot, and may never have armed. */
  private Optional<Problem> blockedAtBoot() {
    return bootBlocked
        .filter(why -> families().values().stream().allMatch(f -> f.fallback().isPresent()))
        .map(
            why ->
                new Problem(
                    "boot-blocked",
                    null,
                    "The rules could not be restored ("
                        + why
                        + "), so everything is blocked. To repair it from the settings: sudo"
                        + " vpnfirewall arm. To open it: sudo vpnfirewall disarm"));
  }

  private String missing() {
    List<String> parts = new ArrayList<>();
    families()
        .forEach(
            (family, found) -> {
              String name = family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
              if (found.fallback().isPresent()) {
                parts.add(name + " is blocked altogether (" + found.fallback().get() + ")");
              } else if (dumps.get(family).isEmpty()) {
                parts.add(name + " cannot be read");
              } else if (alteredSets.contains(family)) {
                parts.add(name + " may be open: a set of addresses that our rules use was altered");
              } else if (!found.enforced() && !found.backstop()) {
                parts.add(
                    name
                        + (expected.containsKey(family)
                            ? " is open: our rules are missing or altered"
                            : " may be open: which rules should be there is not stored"));
              } else if (!found.enforced()) {
                parts.add(
                    name + ": our rules in filter are missing or altered; the backstop blocks");
              } else if (!findings(family).orElseThrow().masquerades(expected.get(family))) {
                parts.add(name + ": what is passed on into the tunnel gets no address there");
              } else if (!whole(family)) {
                parts.add(name + ": the backstop is missing or altered; our rules in filter block");
              }
            });
    return String.join(". ", parts) + ". Arm again to repair it, or disarm to open";
  }

  List<Problem> warnings() {
    List<Problem> warnings = new ArrayList<>();
    if (state() != State.DISARMED && trial.isPresent()) {
      trial.get().warning().ifPresent(warnings::add);
    }
    if (state() == State.ARMED) {
      if (!lasts && trial.isEmpty()) {
        warnings.add(
            new Problem("not-lasting", null, "A reboot would open it: arm again to make it last"));
      }
      if (gatewayOff()) {
        warnings.add(
            new Problem(
                "gateway-off",
                "$.gateway.interfaces",
                "Forwarding is switched off, so machines behind this one reach nothing:"
                    + " arm again"));
      }
      for (Map.Entry<AddressFamily, FamilyReport> entry : families().entrySet()) {
        if (!entry.getValue().backstop()) {
          warnings.add(
              new Problem(
                  "no-backstop",
                  null,
                  "This kernel offers no second line for "
                      + entry.getKey().key()
                      + ": a flush by another firewall would open it"));
        }
      }
    }
    return warnings;
  }
}
