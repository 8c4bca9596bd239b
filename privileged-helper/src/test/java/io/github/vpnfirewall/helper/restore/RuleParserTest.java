package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {
  private static Optional<Rule> parse(String text) throws MalformedDumpException {
    return parse(text, Map.of());
  }

  private static Optional<Rule> parse(String text, Map<String, AddressSet> sets)
      throws MalformedDumpException {
    SaveDump dump = SaveDump.parse("*filter\n" + text + "\nCOMMIT\n");
    return RuleParser.parse(dump.tables().get("filter").rules().get(0), sets);
  }

  @Test
  void aSetThatIsNotOursIsNoConditionOfOurs() throws Exception {
    Ruleset many = Golden.ruleset("many", AddressFamily.IPV4);
    AddressSet set = many.sets().values().iterator().next();
    String name = " --match-set " + set.name();
    Map<String, AddressSet> sets = many.sets();
    assertThat(parse("-A VPNFW-OUT -m set" + name + " dst -j RETURN", sets)).isPresent();
    assertThat(parse("-A VPNFW-OUT -m set ! --match-set x dst -j RETURN", sets)).isEmpty();
    assertThat(parse("-A VPNFW-OUT -m set --match-set other dst -j RETURN", sets)).isEmpty();
    for (String what : List.of("dst,dst", "src,dst", "dst,src", "")) {
      assertThat(parse("-A VPNFW-OUT -m set" + name + " " + what + " -j RETURN", sets))
          .as(what)
          .isEmpty();
    }
  }

  @Test
  void everyRuleOfOursIsReadBackEqual() throws Exception {
    int rules = 0;
    for (String name : Golden.names()) {
      for (AddressFamily family : AddressFamily.values()) {
        Ruleset ruleset = Golden.ruleset(name, family);
        for (List<Rule> table : ruleset.tables().values()) {
          for (Rule rule : table) {
            for (String text : List.of(rule.text(), "[12:3456] " + rule.text())) {
              assertThat(parse(text, ruleset.sets())).as(text).contains(rule);
            }
            rules++;
          }
        }
      }
    }
    assertThat(rules).isGreaterThan(500);
  }

  /** Versions and variants of iptables print the same rule in other words or another order. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-d 198.51.100.7/32 -p udp -m udp --dport 1194 -j RETURN"
            + " | -d 198.51.100.7 -p udp --dport 1194 -j RETURN",
        "-p ipv6-icmp -m icmp6 --icmpv6-type 135 -j RETURN"
            + " | -p icmpv6 -m icmp6 --icmpv6-type 135 -j RETURN",
        "-p ipv6-icmp -m icmp6 --icmpv6-type 135 -j RETURN"
            + " | -p 58 -m icmp6 --icmpv6-type 135 -j RETURN",
        "-p udp -m udp --dport 53 -j DROP | -p 17 -m udp --dport 53 -j DROP",
        "-m conntrack --ctstate RELATED,ESTABLISHED -j RETURN"
            + " | -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN",
        "-i tun0 -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN"
            + " | -m conntrack --ctstate RELATED,ESTABLISHED -i tun0 -j RETURN",
        "-m limit --limit 10/min -j LOG --log-prefix \"x y\""
            + " | -m limit --limit 10/min --limit-burst 5 -j LOG --log-prefix \"x y\"",
        "-m limit --limit 10/min -j LOG --log-prefix \"x y\""
            + " | -m limit --limit 10/minute -j LOG --log-prefix \"x y\"",
        "-s fe80::/10 -j RETURN | -s fe80:0::/10 -j RETURN",
        "-d ff02::2/128 -j RETURN | -d ff02::2 -j RETURN",
      })
  void sayTheSame(String one, String other) throws Exception {
    assertThat(parse("-A VPNFW-OUT " + one)).isPresent();
    assertThat(parse("-A VPNFW-OUT " + other)).isEqualTo(parse("-A VPNFW-OUT " + one));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-d 10.0.0.0/8 -j RETURN           | -s 10.0.0.0/8 -j RETURN",
        "-i tun0 -j RETURN                 | -o tun0 -j RETURN",
        "-p udp -m udp --dport 53 -j DROP  | -p udp -m udp --sport 53 -j DROP",
        "-p udp -m udp --dport 53 -j DROP  | -p tcp -m tcp --dport 53 -j DROP",
        "-j DROP                           | -j RETURN",
        "-m addrtype --dst-type LOCAL -j DROP | -m addrtype ! --dst-type LOCAL -j DROP",
        "-m addrtype --dst-type LOCAL -j DROP"
            + " | -m addrtype --dst-type LOCAL --limit-iface-in -j DROP",
        "-m hl --hl-eq 255 -j RETURN       | -j RETURN",
        "-m conntrack --ctstate NEW -j DROP | -m conntrack --ctstate NEW,INVALID -j DROP",
        "-m policy --dir in --pol ipsec -j RETURN | -m policy --dir out --pol ipsec -j RETURN",
        "-m owner --uid-owner 0 -j RETURN  | -m owner --uid-owner 1 -j RETURN",
      })
  void doNotSayTheSame(String one, String other) throws Exception {
    assertThat(parse("-A VPNFW-OUT " + one)).isPresent();
    assertThat(parse("-A VPNFW-OUT " + other))
        .isPresent()
        .isNotEqualTo(parse("-A VPNFW-OUT " + one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-A INPUT -j DROP",
        "-A VPNFW-NEW -j DROP",
        "-A VPNFW-OUT",
        "-A VPNFW-OUT -o lo",
        "-A VPNFW-OUT -j ACCEPT",
        "-A VPNFW-OUT -j MARK --set-mark 1",
        "-A VPNFW-OUT ! -o lo -j DROP",
        "-A VPNFW-OUT ! -d 10.0.0.0/8 -j DROP",
        "-A VPNFW-OUT ! -p udp -j DROP",
        "-A VPNFW-OUT -p udp -m udp ! --dport 53 -j DROP",
        "-A VPNFW-OUT -p udp -m udp --dport 53:54 -j DROP",
        "-A VPNFW-OUT -p udp -m multiport --dports 53,54 -j DROP",
        "-A VPNFW-OUT -p sctp -j DROP",
        "-A VPNFW-OUT -m comment --comment \"-j RETURN\" -j DROP",
        "-A VPNFW-OUT -m owner --uid-owner 998-999 -j RETURN",
        "-A VPNFW-OUT -m owner --socket-exists -j RETURN",
        "-A VPNFW-OUT -m owner ! --socket-exists -j RETURN",
        "-A VPNFW-OUT -m owner ! --uid-owner 998 -j RETURN",
        "-A VPNFW-OUT -m hl --hl-gt 200 -j RETURN",
        "-A VPNFW-OUT -m conntrack --ctstate OLD -j DROP",
        "-A VPNFW-OUT -m conntrack ! --ctstate NEW -j DROP",
        "-A VPNFW-OUT -m policy --dir out --pol none -j RETURN",
        "-A VPNFW-OUT -m limit --limit 10/sec -j LOG --log-prefix x",
        "-A VPNFW-OUT -g ELSEWHERE",
        "-A VPNFW-OUT -d nonsense -j RETURN",
        "-A VPNFW-OUT -d 10.0.0.1/8 -j RETURN",
        "-A VPNFW-OUT -d",
        "-A VPNFW-OUT -p udp -m udp --dport x -j DROP",
        "-A VPNFW-OUT --dport 53 -j DROP",
        "-A VPNFW-OUT -m set --match-set x dst -j RETURN",
        "-A VPNFW-OUT -m socket -j RETURN",
        "-A VPNFW-OUT -m addrtype --src-type LOCAL -j DROP",
        "-A VPNFW-OUT -m addrtype ! --src-type UNICAST -j DROP",
        "-A VPNFW-OUT -m policy --dir out --mode ipsec -j RETURN",
        "-A VPNFW-OUT -m limit --limit 10/min --limit-burst 7 -j LOG --log-prefix x",
        "-A VPNFW-OUT -j LOG --log-level 7",
        "-A VPNFW-OUT -j ACCEPT -j DROP",
        "-A VPNFW-OUT -g ELSEWHERE -j DROP",
        "-A VPNFW-OUT -j DROP !",
        "-A VPNFW-OUT ! -d 10.0.0.0/8 ! -s 10.0.0.0/8 -j DROP",
        "-A VPNFW-OUT ! -o lo -m addrtype ! --dst-type LOCAL -j DROP",
      })
  void isNoRuleOfOurs(String text) throws Exception {
    assertThat(parse(text)).isEmpty();
  }
}
