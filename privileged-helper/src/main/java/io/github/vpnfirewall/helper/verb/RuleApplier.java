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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Applies one family's rules, and where the kernel refuses them the next best. */
final class RuleApplier {
  /** Where the backstop may stand, best first (design §2.4); at last, nowhere. */
  static final List<Optional<Table>> BACKSTOPS =
      List.of(Optional.of(Table.SECURITY), Optional.of(Table.MANGLE), Optional.empty());

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

  /** Applies the rules with the best backstop that the kernel takes; empty if none was taken. */
  Optional<Applied> apply(Policy policy, Ruleset first, Optional<SaveDump> dump) {
    Optional<SaveDump> there = dump;
    List<Ruleset> tried = new ArrayList<>();
    for (Supplier<Ruleset> next : candidates(policy, first)) {
      Ruleset candidate = next.get();
      // The first has a second try, for a tool may fail by accident.
      if (Collections.frequency(tried, candidate) > (candidate.equals(first) ? 1 : 0)) {
        continue;
      }
      tried.add(candidate);
      try {
        if (there.isEmpty()) {
          there = Optional.of(read(first.family()));
        }
        netfilter.restore(first.family(), RestorePlanner.arm(candidate, there.get()));
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

  /** Twice the first; then lesser backstops, then no sets. Made only when it comes to them. */
  private static List<Supplier<Ruleset>> candidates(Policy policy, Ruleset first) {
    List<Supplier<Ruleset>> candidates = new ArrayList<>(List.of(() -> first, () -> first));
    for (boolean sets : first.sets().isEmpty() ? List.of(false) : List.of(true, false)) {
      for (Optional<Table> backstop : BACKSTOPS) {
        candidates.add(() -> RulesetCompiler.compile(policy, first.family(), backstop, sets));
      }
    }
    return candidates;
  }

  SaveDump read(AddressFamily family) throws ToolException, MalformedDumpException {
    return SaveDump.parse(netfilter.save(family));
  }
}
