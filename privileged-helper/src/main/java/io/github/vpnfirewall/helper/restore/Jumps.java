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
    List<SaveDump.Line> leading =
        table.rules().stream().filter(line -> line.words().contains(chain.key())).toList();
    List<SaveDump.Line> hook = table.rules(chain.hook().get());
    return leading.size() == 1
        && !hook.isEmpty()
        && hook.get(0).words().equals(List.of("-j", chain.key()));
  }
}
