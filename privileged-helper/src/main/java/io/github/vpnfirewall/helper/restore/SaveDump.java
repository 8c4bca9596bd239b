package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code iptables-save -c} printed, or a restore document: tables, their chains, their rules
 * in order.
 *
 * @param tables by name
 */
public record SaveDump(Map<String, TableDump> tables) {
  /** Copies the map. */
  public SaveDump {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** A kernel without a single rule. */
  public static final SaveDump EMPTY = new SaveDump(Map.of());

  /**
   * One table.
   *
   * @param chains every chain's policy by name, {@code -} for a chain that is not built in
   * @param rules in order
   */
  public record TableDump(Map<String, String> chains, List<Line> rules) {
    static final TableDump EMPTY = new TableDump(Map.of(), List.of());

    /** Copies map and list. */
    public TableDump {
      chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
      rules = List.copyOf(rules);
    }

    /** The rules of one chain, in order. */
    public List<Line> rules(String chain) {
      List<Line> found = new ArrayList<>();
      for (Line line : rules) {
        if (line.chain().equals(chain)) {
          found.add(line);
        }
      }
      return found;
    }

    /** Whether anything of ours is there: a chain, or a rule that leads to one. */
    boolean holdsOurs() {
      if (!ownChains().isEmpty()) {
        return true;
      }
      for (Line line : rules) {
        if (line.leadsToOwnChain()) {
          return true;
        }
      }
      return false;
    }

    /** The names of all chains of ours, whatever version made them. */
    public List<String> ownChains() {
      List<String> own = new ArrayList<>();
      for (String name : chains.keySet()) {
        if (name.startsWith(OwnChain.PREFIX)) {
          own.add(name);
        }
      }
      return own;
    }
  }

  /**
   * One rule.
   *
   * @param chain where it stands
   * @param words what follows the chain's name: conditions and target, quotes taken off
   * @param text the same as it was printed
   * @param packets how many packets it has matched
   */
  public record Line(String chain, List<String> words, String text, long packets) {
    /** Copies the list. */
    public Line {
      words = List.copyOf(words);
    }

    /** Whether it leads to a chain of ours. */
    boolean leadsToOwnChain() {
      for (int i = 0; i + 1 < words.size(); i++) {
        String word = words.get(i);
        if ((word.equals("-j") || word.equals("-g"))
            && words.get(i + 1).startsWith(OwnChain.PREFIX)) {
          return true;
        }
      }
      return false;
    }
  }

  /** The same with no packet counted. */
  public SaveDump withoutCounters() {
    Map<String, TableDump> bare = new LinkedHashMap<>();
    tables.forEach(
        (name, table) ->
            bare.put(
                name,
                new TableDump(
                    table.chains(),
                    table.rules().stream()
                        .map(line -> new Line(line.chain(), line.words(), line.text(), 0))
                        .toList())));
    return new SaveDump(bare);
  }

  /** The table, empty if it was not listed. */
  public TableDump table(Table table) {
    return tables.getOrDefault(table.key(), TableDump.EMPTY);
  }

  /** Whether anything of ours is there: a chain, or a rule that leads to one. */
  public boolean holdsOurs() {
    for (TableDump table : tables.values()) {
      if (table.holdsOurs()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a listing.
   *
   * @throws MalformedDumpException if a line is none that the tool prints, or stands where it
   *     can't, or the listing is cut off
   */
  public static SaveDump parse(String listing) throws MalformedDumpException {
    Map<String, TableDump> tables = new LinkedHashMap<>();
    String table = null;
    Map<String, String> chains = new LinkedHashMap<>();
    List<Line> rules = new ArrayList<>();
    for (String line : listing.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("*") && table == null) {
        table = line.substring(1).strip();
      } else if (table == null) {
        throw new MalformedDumpException("outside of a table", line);
      } else if (line.equals("COMMIT")) {
        tables.put(table, new TableDump(chains, rules));
        table = null;
        chains = new LinkedHashMap<>();
        rules = new ArrayList<>();
      } else if (line.startsWith(":")) {
        String[] parts = line.substring(1).split(" ", -1);
        if (parts.length < 2) {
          throw new MalformedDumpException("a chain without a policy", line);
        }
        chains.put(parts[0], parts[1]);
      } else if (!isInsert(line)) {
        rules.add(rule(line));
      }
    }
    if (table != null) {
      throw new MalformedDumpException("the table is not closed", "*" + table);
    }
    return new SaveDump(tables);
  }

  /** A jump of ours in a stored document; what a listing shows is an -A line. */
  private static boolean isInsert(String line) {
    return line.startsWith("-I ");
  }

  private static Line rule(String line) throws MalformedDumpException {
    long packets = 0;
    String rest = line;
    if (line.startsWith("[")) {
      int colon = line.indexOf(':');
      int close = line.indexOf("] ");
      if (colon < 2 || close < colon) {
        throw new MalformedDumpException("a rule's counters", line);
      }
      try {
        packets = Long.parseLong(line.substring(1, colon));
      } catch (NumberFormatException e) {
        throw new MalformedDumpException("a rule's counters", line);
      }
      rest = line.substring(close + 2);
    }
    List<String> words = Words.split(rest);
    if (words.size() < 2 || !words.get(0).equals("-A")) {
      throw new MalformedDumpException("no rule", line);
    }
    int afterChain = rest.indexOf(words.get(1), "-A ".length()) + words.get(1).length();
    return new Line(
        words.get(1), words.subList(2, words.size()), rest.substring(afterChain).strip(), packets);
  }
}
