package io.github.vpnfirewall.helper.fake;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.List;
import java.util.Set;

/** {@code iptables-restore --noflush}: table by table, each of them whole or not at all. */
final class RestoreInterpreter {
  private static final int MAX_NAME = 28;
  private static final Set<String> POLICIES = Set.of("ACCEPT", "DROP");

  private final FakeKernel kernel;
  private final AddressFamily family;

  RestoreInterpreter(FakeKernel kernel, AddressFamily family) {
    this.kernel = kernel;
    this.family = family;
  }

  /**
   * Runs a document.
   *
   * @param stopAfter how many tables are taken before an accident stops it; negative for all
   */
  void run(String document, int stopAfter) throws Refused {
    FakeTable table = null;
    int done = 0;
    for (String line : document.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (table == null) {
        if (!line.startsWith("*")) {
          throw new Refused("Error occurred at line: " + line);
        }
        if (done == stopAfter) {
          throw new Refused("Killed");
        }
        table = kernel.table(family, line.substring(1)).copy();
      } else if (line.equals("COMMIT")) {
        KernelChecks.check(kernel.variant, table);
        kernel.put(family, table);
        table = null;
        done++;
      } else {
        line(table, line);
      }
    }
    if (table != null) {
      throw new Refused("COMMIT expected");
    }
  }

  private void line(FakeTable table, String line) throws Refused {
    if (line.startsWith(":")) {
      declare(table, line.substring(1).split(" ", -1));
      return;
    }
    String[] words = line.split(" ", 3);
    String rest = words.length > 2 ? words[2] : "";
    switch (words[0]) {
      case "-A" -> chain(table, words[1]).rules.add(rule(table, rest));
      case "-I" -> {
        boolean numbered = rest.matches("\\d+ .*");
        int position = numbered ? Integer.parseInt(rest.split(" ", 2)[0]) : 1;
        List<String> rules = chain(table, words[1]).rules;
        if (position < 1 || position > rules.size() + 1) {
          throw new Refused("Index of insertion too big.");
        }
        rules.add(position - 1, rule(table, numbered ? rest.split(" ", 2)[1] : rest));
      }
      case "-D" -> {
        if (!chain(table, words[1]).rules.remove(rule(table, rest))) {
          throw new Refused("Bad rule (does a matching rule exist in that chain?).");
        }
      }
      case "-F" -> chain(table, words[1]).rules.clear();
      case "-X" -> delete(table, words[1]);
      case "-P" -> {
        if (!table.isBuiltIn(words[1]) || !POLICIES.contains(rest)) {
          throw new Refused("Bad policy name.");
        }
        table.chain(words[1]).policy = rest;
      }
      default -> throw new Refused("Unknown arg `" + words[0] + "'");
    }
  }

  private static void declare(FakeTable table, String[] words) throws Refused {
    if (words.length < 2) {
      throw new Refused("Policy expected");
    }
    if (table.isBuiltIn(words[0])) {
      if (!words[1].equals("-")) {
        if (!POLICIES.contains(words[1])) {
          throw new Refused("Bad policy name.");
        }
        table.chain(words[0]).policy = words[1];
      }
      return;
    }
    if (words[0].length() > MAX_NAME || words[0].isEmpty()) {
      throw new Refused("chain name `" + words[0] + "' too long (must be under 29 chars)");
    }
    if (table.chain(words[0]) != null) {
      table.chain(words[0]).rules.clear();
    } else {
      table.add(words[0]);
    }
  }

  private static void delete(FakeTable table, String chain) throws Refused {
    if (table.isBuiltIn(chain)
        || !chain(table, chain).rules.isEmpty()
        || table.isReferenced(chain)) {
      throw new Refused("CHAIN_DEL failed (Device or resource busy): chain " + chain);
    }
    table.remove(chain);
  }

  private static FakeChain chain(FakeTable table, String name) throws Refused {
    FakeChain chain = table.chain(name);
    if (chain == null) {
      throw new Refused("Chain '" + name + "' does not exist");
    }
    return chain;
  }

  private String rule(FakeTable table, String text) throws Refused {
    new RuleCheck(table, family).check(text);
    List<String> words = RuleCheck.words(text);
    int set = words.indexOf("--match-set");
    if (set >= 0 && !kernel.sets.contains(words.get(set + 1))) {
      throw new Refused("Set " + words.get(set + 1) + " doesn't exist.");
    }
    for (String module : kernel.missingMatches) {
      if ((" " + text + " ").contains(" -m " + module + " ")) {
        throw new Refused(
            "Extension " + module + " revision 0 not supported, missing kernel module?");
      }
    }
    return text;
  }
}
