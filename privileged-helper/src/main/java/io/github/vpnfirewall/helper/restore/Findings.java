package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Probe;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
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
    for (Map.Entry<Table, Layer> entry : layers.entrySet()) {
      boolean wanted = desired.tables().containsKey(entry.getKey());
      if (entry.getValue() != (wanted ? Layer.WHOLE : Layer.ABSENT)) {
        return false;
      }
    }
    return true;
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
    for (Map.Entry<Table, Layer> entry : layers.entrySet()) {
      if (entry.getKey().isBackstop() && entry.getValue() == Layer.WHOLE) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  private static Layer layer(Ruleset ruleset, Table name, SaveDump.TableDump table) {
    List<Rule> desired = ruleset.tables().getOrDefault(name, List.of());
    if (!table.holdsOurs()) {
      return Layer.ABSENT;
    }
    Map<String, AddressSet> sets = ruleset.sets();
    int chains = 0;
    for (OwnChain chain : OwnChain.of(name)) {
      List<Rule> wanted = inChain(desired, chain);
      if (chain.hook().isPresent() || !wanted.isEmpty()) {
        chains++;
        if (!sameRules(wanted, table, chain, sets) || !Jumps.inPlace(table, chain)) {
          return Layer.DAMAGED;
        }
      }
    }
    boolean whole = !desired.isEmpty() && table.ownChains().size() == chains;
    return whole ? Layer.WHOLE : Layer.DAMAGED;
  }

  private static List<Rule> inChain(List<Rule> rules, OwnChain chain) {
    List<Rule> found = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.chain() == chain) {
        found.add(rule);
      }
    }
    return found;
  }

  private static boolean sameRules(
      List<Rule> wanted, SaveDump.TableDump table, OwnChain chain, Map<String, AddressSet> sets) {
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
        if (line.packets() > 0) {
          Optional<Rule> rule = RuleParser.parse(line);
          if (rule.isPresent() && rule.get().target().blocks() && !Probe.isRefusedBy(rule.get())) {
            blocked += line.packets();
          }
        }
      }
    }
    return blocked;
  }
}
