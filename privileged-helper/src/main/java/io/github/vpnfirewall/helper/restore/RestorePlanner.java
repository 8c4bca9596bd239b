package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans the document that {@code iptables-restore --noflush} turns what is there into what should
 * be there with. It must know what is there: a blind {@code -I} would double a jump, and a blind
 * {@code -D} of a missing one makes the kernel refuse the whole document.
 */
public final class RestorePlanner {
  private RestorePlanner() {}

  /** The document that arms; each table changes in one step, from old rules to new ones. */
  public static String arm(Ruleset desired, SaveDump dump) {
    StringBuilder document = new StringBuilder();
    for (Table table : Table.values()) {
      SaveDump.TableDump there = dump.table(table);
      if (desired.tables().containsKey(table)) {
        document.append(arm(table, desired.tables().get(table), there));
      } else {
        document.append(disarm(table, there));
      }
    }
    return document.toString();
  }

  /** The document that removes all that is ours; empty if there is nothing. */
  public static String disarm(SaveDump dump) {
    StringBuilder document = new StringBuilder();
    for (Table table : Table.values()) {
      document.append(disarm(table, dump.table(table)));
    }
    return document.toString();
  }

  private static String arm(Table table, List<Rule> rules, SaveDump.TableDump there) {
    List<String> lines = new ArrayList<>();
    lines.add("*" + table.key());
    Set<String> chains = new TreeSet<>();
    List<OwnChain> own = OwnChain.of(table);
    for (OwnChain chain : own) {
      if (chain.hook().isPresent()) {
        chains.add(chain.key());
      }
    }
    for (Rule rule : rules) {
      chains.add(rule.chain().key());
    }
    Set<String> stale = new TreeSet<>(there.ownChains());
    stale.removeAll(chains);
    // Declaring a chain that is there empties it, inside the same step.
    for (String chain : chains) {
      lines.add(":" + chain + " - [0:0]");
    }
    for (String chain : stale) {
      lines.add(":" + chain + " - [0:0]");
    }
    for (Rule rule : rules) {
      lines.add(rule.text());
    }
    // A chain that another version has left may be jumped to, and could not be removed then.
    if (!stale.isEmpty() || !jumpsInPlace(own, there)) {
      lines.addAll(removeJumps(there));
      for (OwnChain chain : own) {
        if (chain.hook().isPresent()) {
          lines.add("-I " + chain.hook().get() + " 1 -j " + chain.key());
        }
      }
    }
    for (String chain : stale) {
      lines.add("-X " + chain);
    }
    lines.add("COMMIT");
    return String.join("\n", lines) + "\n";
  }

  private static boolean jumpsInPlace(List<OwnChain> chains, SaveDump.TableDump there) {
    for (OwnChain chain : chains) {
      if (!Jumps.inPlace(there, chain)) {
        return false;
      }
    }
    return true;
  }

  private static String disarm(Table table, SaveDump.TableDump there) {
    List<String> lines = new ArrayList<>(removeJumps(there));
    for (String chain : there.ownChains()) {
      lines.add("-F " + chain);
    }
    for (String chain : there.ownChains()) {
      lines.add("-X " + chain);
    }
    return lines.isEmpty()
        ? ""
        : "*" + table.key() + "\n" + String.join("\n", lines) + "\nCOMMIT\n";
  }

  /** Also those from chains that others made, and every double. */
  private static List<String> removeJumps(SaveDump.TableDump there) {
    List<String> lines = new ArrayList<>();
    for (SaveDump.Line line : there.rules()) {
      if (!line.chain().startsWith(OwnChain.PREFIX) && line.leadsToOwnChain()) {
        lines.add("-D " + line.chain() + " " + line.text());
      }
    }
    return lines;
  }
}
