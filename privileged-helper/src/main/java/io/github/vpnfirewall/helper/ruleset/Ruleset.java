package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All rules of ours for one address family.
 *
 * @param family whose packets they judge
 * @param tables the rules by table; a table that holds none of ours is absent
 */
public record Ruleset(AddressFamily family, Map<Table, List<Rule>> tables) {
  /** Copies map and lists. */
  public Ruleset {
    Map<Table, List<Rule>> copy = new EnumMap<>(Table.class);
    for (Map.Entry<Table, List<Rule>> entry : tables.entrySet()) {
      copy.put(entry.getKey(), List.copyOf(entry.getValue()));
    }
    tables = Collections.unmodifiableMap(copy);
  }

  /** The sets that rules look into, by name. */
  public Map<String, AddressSet> sets() {
    Map<String, AddressSet> sets = new TreeMap<>();
    for (List<Rule> rules : tables.values()) {
      for (Rule rule : rules) {
        for (Match match : rule.matches()) {
          if (match instanceof Match.InSet in) {
            sets.put(in.set().name(), in.set());
          }
        }
      }
    }
    return sets;
  }
}
