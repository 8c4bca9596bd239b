package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.reference.ReferenceDecision;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.List;
import java.util.Optional;

/** Whether rules do what the design says, for every packet. */
public final class Check {
  private Check() {}

  /**
   * Compares the rules of all tables with the reference decision.
   *
   * @throws IllegalArgumentException if it is not known what a rule means
   */
  public static Result compare(Policy policy, Ruleset ruleset) {
    ReferenceDecision reference = ReferenceDecision.of(policy, ruleset.family());
    long classes = 0;
    for (Table table : Table.values()) {
      if (table.isBackstop() && !ruleset.tables().containsKey(table)) {
        continue; // one of the two is enough; the others are compared even if nothing is in them
      }
      List<Rule> rules = ruleset.tables().getOrDefault(table, List.of());
      for (Direction direction : Direction.values()) {
        if (table == Table.NAT && direction == Direction.IN) {
          continue; // POSTROUTING sees what leaves
        }
        Result result = new Comparison(reference, ruleset.family(), direction, table, rules).run();
        classes += result.classes();
        if (result.difference().isPresent()) {
          return new Result(classes, result.difference());
        }
      }
    }
    return new Result(classes, Optional.empty());
  }
}
