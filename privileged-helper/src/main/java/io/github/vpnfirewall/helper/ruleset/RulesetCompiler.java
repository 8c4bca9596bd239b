package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a policy into rules (design §2): the same verdicts in both tables. */
public final class RulesetCompiler {
  private RulesetCompiler() {}

  /**
   * The rules of one family.
   *
   * @param backstop the table of the second line (design §2.4); empty where the kernel offers none
   */
  public static Ruleset compile(Policy policy, AddressFamily family, Optional<Table> backstop) {
    return compile(policy, family, backstop, true);
  }

  /**
   * The rules of one family, for a kernel that may have no sets.
   *
   * @param sets whether more than a handful of addresses go into an {@link AddressSet}
   */
  public static Ruleset compile(
      Policy policy, AddressFamily family, Optional<Table> backstop, boolean sets) {
    Addresses addresses = new Addresses(policy, family, sets);
    Map<Table, List<Rule>> tables = new EnumMap<>(Table.class);
    if (backstop.isPresent()) {
      tables.put(backstop.get(), rules(policy, family, addresses, Verdicts.backstop()));
    }
    tables.put(Table.FILTER, rules(policy, family, addresses, Verdicts.filter(policy, family)));
    if (!policy.gateway().isEmpty() && !policy.tunnels().isEmpty()) {
      tables.put(Table.NAT, GatewayRules.masquerade(policy));
    }
    return new Ruleset(family, tables);
  }

  private static List<Rule> rules(
      Policy policy, AddressFamily family, Addresses addresses, Verdicts verdicts) {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(new LeavingRules(policy, family, addresses, verdicts).rules());
    rules.addAll(new EnteringRules(policy, family, addresses, verdicts).rules());
    rules.addAll(new ForwardedRules(policy, addresses, verdicts).rules());
    return rules;
  }
}
