package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Probe;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found of a ruleset in a listing, table by table.
 *
 * @param layers by table; every table that a ruleset may use is there
 * @param filterRules how many rules of ours stand in {@code filter}
 * @param blocked packets that rules of ours blocked, all tables together
 */
public record Findings(Map<Table, Layer> layers, int filterRules, FamilyReport.Blocked blocked) {
  /** Copies the map. */
  public Findings {
    layers = Map.copyOf(layers);
  }

  /** How much of a table's rules is there. */
  public enum Layer {
    /** Nothing of ours. */
    ABSENT,
    /** Something of ours, but not what should be there, or not where. */
    DAMAGED,
    /** Rule by rule what should be there, and before everything else. */
    WHOLE
  }

  /** Compares. */
  public static Findings compare(Ruleset desired, SaveDump dump) {
    Map<Table, Layer> layers = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      layers.put(table, layer(desired, table, dump.table(table)));
    }
    int rules = 0;
    for (String chain : dump.table(Table.FILTER).ownChains()) {
      rules += dump.table(Table.FILTER).rules(chain).size();
    }
    return new Findings(
        layers,
        rules,
        new FamilyReport.Blocked(
            blocked(dump, OwnChain.OUT),
            blocked(dump, OwnChain.IN),
            blocked(dump, OwnChain.FWD) + blocked(dump, OwnChain.FWD_LAN)));
  }

  /** Whether all that should be there is, and nothing more. */
  public boolean matches(Ruleset desired) {
    return layers.entrySet().stream()
        .allMatch(
            entry ->
                entry.getValue()
                    == (desired.tables().containsKey(entry.getKey()) ? Layer.WHOLE : Layer.ABSENT));
  }

  /** Whether the rules in {@code filter} are whole. */
  public boolean enforced() {
    return layers.get(Table.FILTER) == Layer.WHOLE;
  }

  /** Whether what is forwarded gets its address, if it should. */
  public boolean masquerades(Ruleset desired) {
    return !desired.tables().containsKey(Table.NAT) || layers.get(Table.NAT) == Layer.WHOLE;
  }

  /** The backstop's table, if the backstop is whole. */
  public Optional<Table> backstop() {
    return layers.entrySet().stream()
        .filter(entry -> entry.getKey().isBackstop() && entry.getValue() == Layer.WHOLE)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Layer layer(Ruleset ruleset, Table name, SaveDump.TableDump table) {
    List<Rule> desired = ruleset.tables().getOrDefault(name, List.of());
    boolean nothing =
        table.ownChains().isEmpty()
            && table.rules().stream().noneMatch(SaveDump.Line::leadsToOwnChain);
    if (nothing) {
      return Layer.ABSENT;
    }
    List<OwnChain> chains =
        OwnChain.of(name).stream()
            .filter(chain -> chain.hook().isPresent() || uses(desired, chain))
            .toList();
    Map<String, AddressSet> sets = ruleset.sets();
    boolean whole =
        !desired.isEmpty()
            && table.ownChains().size() == chains.size()
            && chains.stream().allMatch(chain -> sameRules(desired, table, chain, sets))
            && chains.stream().allMatch(chain -> Jumps.inPlace(table, chain));
    return whole ? Layer.WHOLE : Layer.DAMAGED;
  }

  private static boolean uses(List<Rule> rules, OwnChain chain) {
    return rules.stream().anyMatch(rule -> rule.chain() == chain);
  }

  private static boolean sameRules(
      List<Rule> desired, SaveDump.TableDump table, OwnChain chain, Map<String, AddressSet> sets) {
    List<Rule> wanted = desired.stream().filter(rule -> rule.chain() == chain).toList();
    List<SaveDump.Line> found = table.rules(chain.key());
    if (wanted.size() != found.size() || !table.chains().containsKey(chain.key())) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!says(found.get(i), wanted.get(i), sets)) {
        return false;
      }
    }
    return true;
  }

  /** The same text is the same rule; only what is printed in another way need be understood. */
  private static boolean says(SaveDump.Line found, Rule wanted, Map<String, AddressSet> sets) {
    return wanted.text().equals("-A " + found.chain() + " " + found.text())
        || RuleParser.parse(found, sets).equals(Optional.of(wanted));
  }

  private static long blocked(SaveDump dump, OwnChain chain) {
    long blocked = 0;
    for (Table table : Table.values()) {
      for (SaveDump.Line line : dump.table(table).rules(chain.key())) {
        // Most have stopped nothing, and need not be understood.
        if (line.packets() > 0
            && RuleParser.parse(line)
                .map(rule -> rule.target().blocks() && !Probe.isRefusedBy(rule))
                .orElse(false)) {
          blocked += line.packets();
        }
      }
    }
    return blocked;
  }
}
