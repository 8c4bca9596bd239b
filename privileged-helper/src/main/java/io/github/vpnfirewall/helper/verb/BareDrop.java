package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.List;
import java.util.Map;

/** The simplest rules that block a family: they need no module that a kernel could lack. */
final class BareDrop {
  private BareDrop() {}

  static Ruleset ruleset(AddressFamily family) {
    return new Ruleset(
        family,
        Map.of(
            Table.FILTER,
            List.of(
                new Rule(
                    OwnChain.OUT,
                    List.of(new Match.Interface(Match.Way.OUT, "lo")),
                    new Target.Return()),
                new Rule(OwnChain.OUT, List.of(), new Target.Drop()),
                new Rule(OwnChain.FWD, List.of(), new Target.Drop()))));
  }
}
