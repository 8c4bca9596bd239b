package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of packets that may not pass, in one table.
 *
 * @param refuse what becomes of most of them
 * @param refuseNew what becomes of this machine's own attempts to connect by TCP
 * @param logSuffix what a logged line goes on with; empty if nothing is logged
 */
record Verdicts(Target refuse, Target refuseNew, Optional<String> logSuffix) {
  private static final int LOGGED_PER_MINUTE = 10;

  /** DNS (RFC 1035) and DNS over TLS (RFC 7858). */
  private static final int[] NAME_SERVICE_PORTS = {53, 853};

  /** The backstop only drops: REJECT works in {@code filter} alone. */
  static Verdicts backstop() {
    return new Verdicts(new Target.Drop(), new Target.Drop(), Optional.empty());
  }

  static Verdicts filter(Policy policy, AddressFamily family) {
    boolean v4 = family == AddressFamily.IPV4;
    Optional<String> logSuffix =
        policy.logBlocked() ? Optional.of(v4 ? "4: " : "6: ") : Optional.empty();
    if (policy.blockMode() == BlockMode.DROP) {
      return new Verdicts(new Target.Drop(), new Target.Drop(), logSuffix);
    }
    Target error = new Target.Reject(v4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited");
    // Linux tells a program that connects of an ICMP error at once, but of an ICMPv6 one only when
    // it tries again: after a second, or never if it is bound to a network card.
    return new Verdicts(error, v4 ? error : new Target.Reject("tcp-reset"), logSuffix);
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
    List<Rule> rules = log(chain, direction);
    if (chain == OwnChain.OUT && !refuseNew.text().equals(refuse.text())) {
      rules.add(new Rule(chain, Matches.newTcp(), refuseNew));
    }
    rules.add(new Rule(chain, List.of(), refuse));
    return rules;
  }

  /** The end of a chain whose senders are told nothing: logged if wanted, then dropped. */
  List<Rule> dropRest(OwnChain chain, String direction) {
    List<Rule> rules = log(chain, direction);
    rules.add(new Rule(chain, List.of(), new Target.Drop()));
    return rules;
  }

  private List<Rule> log(OwnChain chain, String direction) {
    List<Rule> rules = new ArrayList<>();
    if (logSuffix.isPresent()) {
      rules.add(
          new Rule(
              chain,
              List.of(new Match.LimitPerMinute(LOGGED_PER_MINUTE)),
              new Target.Log("VPN firewall blocked " + direction + logSuffix.get())));
    }
    return rules;
  }
}
