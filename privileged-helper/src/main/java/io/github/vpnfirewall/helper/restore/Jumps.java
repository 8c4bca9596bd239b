package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.ruleset.OwnChain;
import java.util.List;

/** The jumps from the built-in chains into ours: one each, before all other rules. */
final class Jumps {
  private Jumps() {}

  /** Whether the chain's jump is where it must be, and nowhere else. */
  static boolean inPlace(SaveDump.TableDump table, OwnChain chain) {
    if (chain.hook().isEmpty()) {
      return true;
    }
    int leading = 0;
    for (SaveDump.Line line : table.rules()) {
      if (line.words().contains(chain.key())) {
        leading++;
      }
    }
    List<SaveDump.Line> hook = table.rules(chain.hook().get());
    return leading == 1
        && !hook.isEmpty()
        && hook.get(0).words().equals(List.of("-j", chain.key()));
  }
}
