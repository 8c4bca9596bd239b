package io.github.vpnfirewall.helper.fake;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the kernel checks when a table is committed: from where its chains are reached. */
final class KernelChecks {
  private KernelChecks() {}

  static void check(FakeKernel.Variant variant, FakeTable table) throws Refused {
    for (String hook : FakeTable.BUILT_IN.get(table.name)) {
      if (table.chains().containsKey(hook)) {
        walk(variant, table, hook, hook, new HashSet<>());
      }
    }
  }

  private static void walk(
      FakeKernel.Variant variant, FakeTable table, String hook, String chain, Set<String> above)
      throws Refused {
    if (!above.add(chain)) {
      throw new Refused("Too many levels of symbolic links");
    }
    for (String rule : table.chain(chain).rules) {
      List<String> words = RuleCheck.words(rule);
      if (words.contains("owner") && (hook.equals("INPUT") || hook.equals("FORWARD"))) {
        throw new Refused("Invalid argument: owner is for what leaves");
      }
      for (int i = 0; i + 1 < words.size(); i++) {
        boolean leads = words.get(i).equals("-j") || words.get(i).equals("-g");
        String target = words.get(i + 1);
        if (leads && !table.isBuiltIn(target) && table.chain(target) != null) {
          walk(variant, table, hook, target, above);
        }
      }
    }
    above.remove(chain);
  }
}
