package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.reference.ReferenceDecision;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether rules do what the design says, for every packet. */
public final class Check {
  private Check() {}

  /**
   * Compares the rules of all tables that judge packets with the reference decision.
   *
   * @throws IllegalArgumentException if it is not known what a rule means
   */
  public static Result compare(Policy policy, Ruleset ruleset) {
    ReferenceDecision reference = ReferenceDecision.of(policy, ruleset.family());
    long classes = 0;
    for (Map.Entry<Table, List<Rule>> table : ruleset.tables().entrySet()) {
      if (table.getKey() == Table.NAT) {
        continue; // it gives addresses and stops nothing
      }
      for (Direction direction : Direction.values()) {
        Result result =
            new Comparison(reference, ruleset.family(), direction, table.getKey(), table.getValue())
                .run();
        classes += result.classes();
        if (result.difference().isPresent()) {
          return new Result(classes, result.difference());
        }
      }
    }
    return new Result(classes, Optional.empty());
  }
}
