package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of packets that may not pass, in one table. */
record Verdicts(Target refuse, Optional<String> logSuffix) {
  private static final int LOGGED_PER_MINUTE = 10;

  /** DNS (RFC 1035) and DNS over TLS (RFC 7858). */
  private static final int[] NAME_SERVICE_PORTS = {53, 853};

  /** The backstop only drops: REJECT works in {@code filter} alone. */
  static Verdicts backstop() {
    return new Verdicts(new Target.Drop(), Optional.empty());
  }

  static Verdicts filter(Policy policy, AddressFamily family) {
    boolean v4 = family == AddressFamily.IPV4;
    return new Verdicts(
        policy.blockMode() == BlockMode.DROP
            ? new Target.Drop()
            : new Target.Reject(v4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited"),
        policy.logBlocked() ? Optional.of(v4 ? "4: " : "6: ") : Optional.empty());
  }

  /** No name is asked of the local network. */
  List<Rule> refuseNameService(OwnChain chain) {
    List<Rule> rules = new ArrayList<>();
    for (int port : NAME_SERVICE_PORTS) {
      for (IpProtocol transport : List.of(IpProtocol.UDP, IpProtocol.TCP)) {
        rules.add(new Rule(chain, Matches.toPort(transport, port), refuse));
      }
    }
    return rules;
  }

  /** The end of a chain: logged if wanted, then refused. */
  List<Rule> refuseRest(OwnChain chain, String direction) {
    return end(chain, direction, refuse);
  }

  /** The end of a chain whose senders are told nothing: logged if wanted, then dropped. */
  List<Rule> dropRest(OwnChain chain, String direction) {
    return end(chain, direction, new Target.Drop());
  }

  private List<Rule> end(OwnChain chain, String direction, Target target) {
    List<Rule> rules = new ArrayList<>();
    logSuffix.ifPresent(
        suffix ->
            rules.add(
                new Rule(
                    chain,
                    List.of(new Match.LimitPerMinute(LOGGED_PER_MINUTE)),
                    new Target.Log("VPN firewall blocked " + direction + suffix))));
    rules.add(new Rule(chain, List.of(), target));
    return rules;
  }
}
