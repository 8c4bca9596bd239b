package io.github.vpnfirewall.helper.ruleset;

import static io.github.vpnfirewall.helper.ruleset.Match.ConnState.ESTABLISHED;
import static io.github.vpnfirewall.helper.ruleset.Match.ConnState.RELATED;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.ArrayList;
import java.util.List;

/** What may pass through this machine: containers, virtual machines (design §2.3). */
final class ForwardedRules {
  private final Policy policy;
  private final Addresses addresses;
  private final Verdicts verdicts;
  private final List<Rule> rules = new ArrayList<>();

  ForwardedRules(Policy policy, Addresses addresses, Verdicts verdicts) {
    this.policy = policy;
    this.addresses = addresses;
    this.verdicts = verdicts;
  }

  List<Rule> rules() {
    for (InterfaceName tunnel : policy.tunnels()) {
      allow(OwnChain.FWD, Matches.leaving(tunnel));
      allow(OwnChain.FWD, Matches.entering(tunnel), Matches.state(RELATED, ESTABLISHED));
    }
    if (policy.ipsec()) {
      allow(OwnChain.FWD, new Match.Ipsec(Match.Way.OUT));
      allow(OwnChain.FWD, new Match.Ipsec(Match.Way.IN), Matches.state(RELATED, ESTABLISHED));
    }
    List<Match> local = addresses.lan(Match.Way.IN);
    if (!local.isEmpty()) {
      refuseFromTunnel();
      if (!policy.lan().orElseThrow().dns()) {
        // A container asks the name server that the host was told of: often the local router.
        rules.addAll(verdicts.refuseNameService(OwnChain.FWD));
      }
      for (Match from : local) {
        rules.add(new Rule(OwnChain.FWD, List.of(from), new Target.Goto(OwnChain.FWD_LAN)));
      }
    }
    rules.addAll(verdicts.refuseRest(OwnChain.FWD, "forward"));
    if (!local.isEmpty()) {
      for (Match to : addresses.lan(Match.Way.OUT)) {
        allow(OwnChain.FWD_LAN, to);
      }
      rules.addAll(verdicts.refuseRest(OwnChain.FWD_LAN, "forward"));
    }
    return rules;
  }

  private void allow(OwnChain chain, Match... matches) {
    rules.add(new Rule(chain, List.of(matches), new Target.Return()));
  }

  /** A tunnel's far end may not pass for a local network. */
  private void refuseFromTunnel() {
    for (InterfaceName tunnel : policy.tunnels()) {
      rules.add(new Rule(OwnChain.FWD, List.of(Matches.entering(tunnel)), verdicts.refuse()));
    }
    if (policy.ipsec()) {
      rules.add(new Rule(OwnChain.FWD, List.of(new Match.Ipsec(Match.Way.IN)), verdicts.refuse()));
    }
  }
}
