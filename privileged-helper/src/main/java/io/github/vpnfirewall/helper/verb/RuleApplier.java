package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.restore.Findings;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.RestorePlanner;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies one family's rules, and where the kernel refuses them the next best. */
final class RuleApplier {
  /** Where the backstop may stand, best first (design §2.4); at last, nowhere. */
  static final List<Optional<Table>> BACKSTOPS =
      List.of(Optional.of(Table.SECURITY), Optional.of(Table.MANGLE), Optional.empty());

  /** IPv6 first: where there is no gate, it is the family that people forget. */
  static final List<AddressFamily> ORDER = List.of(AddressFamily.IPV6, AddressFamily.IPV4);

  private final Netfilter netfilter;
  private final Set<String> complaints;

  /**
   * @param complaints takes what goes wrong on the way, in words
   */
  RuleApplier(Netfilter netfilter, Set<String> complaints) {
    this.netfilter = netfilter;
    this.complaints = complaints;
  }

  /**
   * What the kernel took.
   *
   * @param rules the rules
   * @param readBack what it then listed
   */
  record Applied(Ruleset rules, SaveDump readBack) {}

  /** Begins the first try for all families that could be read, at the same time. */
  Map<AddressFamily, Netfilter.Begun> begin(
      Map<AddressFamily, Ruleset> rules, Map<AddressFamily, Optional<SaveDump>> dumps) {
    Map<AddressFamily, Netfilter.Begun> begun = new LinkedHashMap<>();
    for (AddressFamily family : ORDER) {
      if (rules.containsKey(family) && dumps.get(family).isPresent()) {
        String document = RestorePlanner.arm(rules.get(family), dumps.get(family).get());
        begun.put(family, netfilter.beginRestore(family, document));
      }
    }
    return begun;
  }

  /** Waits for what was begun, and has all of it read back at the same time. */
  void finish(Map<AddressFamily, Netfilter.Begun> begun) {
    for (Netfilter.Begun each : begun.values()) {
      try {
        each.await();
      } catch (ToolException e) {
        // Whoever applies the family's rules waits for it, too, and is told.
      }
    }
    netfilter.readAhead(begun.keySet(), false);
  }

  /**
   * Applies the rules with the best backstop that the kernel takes; empty if none was taken.
   *
   * @param begun the first try, if that has been begun
   */
  Optional<Applied> apply(
      Policy policy, Ruleset first, Optional<SaveDump> dump, Optional<Netfilter.Begun> begun) {
    Optional<SaveDump> there = dump;
    List<Ruleset> candidates = new ArrayList<>();
    for (int turn = 0; turn < 2 + 2 * BACKSTOPS.size(); turn++) {
      // The first has a second try, for a tool may fail by accident.
      Ruleset candidate = turn < 2 ? first : lesser(policy, first, turn - 2);
      if (turn >= 2 && candidates.contains(candidate)) {
        continue;
      }
      candidates.add(candidate);
      try {
        if (there.isEmpty()) {
          there = Optional.of(read(first.family()));
        }
        if (turn == 0 && begun.isPresent()) {
          begun.get().await();
        } else {
          netfilter.restore(first.family(), RestorePlanner.arm(candidate, there.get()));
        }
        there = Optional.of(read(first.family()));
        if (Findings.compare(candidate, there.get()).matches(candidate)) {
          return Optional.of(new Applied(candidate, there.get()));
        }
        complaints.add(first.family().key() + ": what was read back is not what was applied");
      } catch (ToolException e) {
        complaints.add(e.getMessage());
        there = Optional.empty();
        if (e.hung()) {
          break;
        }
      } catch (MalformedDumpException e) {
        complaints.add(e.getMessage());
        there = Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Lesser backstops, then the same without sets. */
  private static Ruleset lesser(Policy policy, Ruleset first, int number) {
    return RulesetCompiler.compile(
        policy,
        first.family(),
        BACKSTOPS.get(number % BACKSTOPS.size()),
        number < BACKSTOPS.size() && !first.sets().isEmpty());
  }

  SaveDump read(AddressFamily family) throws ToolException, MalformedDumpException {
    return SaveDump.parse(netfilter.save(family));
  }
}
