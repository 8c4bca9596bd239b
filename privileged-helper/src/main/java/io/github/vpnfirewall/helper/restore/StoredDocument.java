package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The document that was applied last and is restored at boot, read back into rules. */
public final class StoredDocument {
  private StoredDocument() {}

  /** The document for a kernel without a single rule, as it is at boot. */
  public static String of(Ruleset ruleset) {
    return RestorePlanner.arm(ruleset, SaveDump.EMPTY);
  }

  /**
   * The rules in a document.
   *
   * @throws MalformedDumpException if it is no document that {@link #of} has made
   */
  public static Ruleset parse(AddressFamily family, String document) throws MalformedDumpException {
    return parse(family, document, Map.of());
  }

  /**
   * The rules in a document.
   *
   * @param sets those that they may look into, by name
   * @throws MalformedDumpException if it is no document that {@link #of} has made
   */
  public static Ruleset parse(AddressFamily family, String document, Map<String, AddressSet> sets)
      throws MalformedDumpException {
    SaveDump dump = SaveDump.parse(document);
    Map<Table, List<Rule>> tables = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      List<Rule> rules = new ArrayList<>();
      for (SaveDump.Line line : dump.table(table).rules()) {
        Optional<Rule> rule = RuleParser.parse(line, sets);
        if (rule.isEmpty()) {
          throw new MalformedDumpException("no rule of ours", line.text());
        }
        rules.add(rule.get());
      }
      if (!rules.isEmpty()) {
        tables.put(table, rules);
      }
    }
    if (!tables.containsKey(Table.FILTER)) {
      throw new MalformedDumpException("no rules for the table", "filter");
    }
    return new Ruleset(family, tables);
  }
}
