package io.github.vpnfirewall.helper.netfilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.UserName;
import io.github.vpnfirewall.helper.restore.Findings;
import io.github.vpnfirewall.helper.restore.Gate;
import io.github.vpnfirewall.helper.restore.NftListing;
import io.github.vpnfirewall.helper.restore.RestorePlanner;
import io.github.vpnfirewall.helper.restore.SaveDump;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the helper relies on, of the fake and of the real kernel alike. Every method is one case and
 * begins with a kernel without a rule.
 */
final class Contract {
  private static final AddressFamily V4 = AddressFamily.IPV4;
  private static final AddressFamily V6 = AddressFamily.IPV6;

  private final Netfilter netfilter;

  Contract(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  private SaveDump read(AddressFamily family) throws Exception {
    return SaveDump.parse(netfilter.save(family));
  }

  /** What stands in a table: chains that are not empty built-in ones, and rules, in order. */
  private List<String> lines(AddressFamily family, String table) throws Exception {
    SaveDump.TableDump dump = read(family).tables().get(table);
    List<String> lines = new ArrayList<>();
    if (dump != null) {
      dump.chains()
          .forEach(
              (chain, policy) -> {
                if (!policy.equals("ACCEPT")) {
                  lines.add(":" + chain + " " + policy);
                }
              });
      dump.rules().forEach(line -> lines.add("-A " + line.chain() + " " + line.text()));
    }
    return lines;
  }

  private void filter(AddressFamily family, String... lines) throws Exception {
    netfilter.restore(family, "*filter\n" + String.join("\n", lines) + "\nCOMMIT\n");
  }

  private void refuses(AddressFamily family, String... lines) throws Exception {
    List<String> before = lines(family, "filter");
    Throwable refusal = catchThrowable(() -> filter(family, lines));
    assertThat(refusal).as(String.join(" / ", lines)).isInstanceOf(ToolException.class);
    assertThat(lines(family, "filter")).as(String.join(" / ", lines)).isEqualTo(before);
  }

  void anEmptyKernelHoldsNothing() throws Exception {
    assertThat(netfilter.families()).contains(V4);
    assertThat(netfilter.missingTools()).isEmpty();
    for (AddressFamily family : AddressFamily.values()) {
      assertThat(read(family).holdsOurs()).isFalse();
      assertThat(lines(family, "filter")).isEmpty();
    }
  }

  void everyGoldenDocumentIsTakenAndReadBack() throws Exception {
    for (String name : Golden.names()) {
      for (AddressFamily family : AddressFamily.values()) {
        Ruleset ruleset = Golden.ruleset(name, family);
        netfilter.restoreSets(SetDocument.of(ruleset.sets().values()));
        netfilter.restore(family, RestorePlanner.arm(ruleset, read(family)));
        Findings found = Findings.compare(ruleset, read(family));
        assertThat(found.matches(ruleset)).as("%s %s %s", name, family, found).isTrue();
        assertThat(found.blocked().out()).as("nothing was sent").isZero();
      }
    }
  }

  void everyBackstopIsTaken() throws Exception {
    for (AddressFamily family : AddressFamily.values()) {
      for (Optional<Table> backstop :
          List.of(
              Optional.of(Table.MANGLE), Optional.<Table>empty(), Optional.of(Table.SECURITY))) {
        Ruleset ruleset = RulesetCompiler.compile(Golden.policy("design"), family, backstop);
        netfilter.restore(family, RestorePlanner.arm(ruleset, read(family)));
        Findings found = Findings.compare(ruleset, read(family));
        assertThat(found.matches(ruleset)).as("%s %s", backstop, found).isTrue();
        assertThat(found.backstop()).isEqualTo(backstop);
      }
    }
  }

  void whatWasPlannedAndRemovedLeavesNothing() throws Exception {
    filter(V4, "-A INPUT -s 192.0.2.1/32 -j DROP", ":MINE - [0:0]", "-A MINE -j ACCEPT");
    List<String> before = lines(V4, "filter");
    for (int round = 0; round < 2; round++) {
      netfilter.restore(V4, RestorePlanner.arm(Golden.ruleset("lan-with-dns", V4), read(V4)));
      assertThat(lines(V4, "filter")).containsAll(before).contains("-A OUTPUT -j VPNFW-OUT");
      netfilter.restore(V4, RestorePlanner.disarm(read(V4)));
      assertThat(lines(V4, "filter")).isEqualTo(before);
      assertThat(lines(V4, "security")).isEmpty();
      assertThat(read(V4).holdsOurs()).isFalse();
    }
  }

  void policiesAndForeignChainsStay() throws Exception {
    filter(
        V4,
        "-P FORWARD DROP",
        ":ufw-before - [0:0]",
        "-A ufw-before -j RETURN",
        "-A INPUT -j ufw-before",
        "-I INPUT 1 -i lo -j ACCEPT");
    assertThat(lines(V4, "filter"))
        .containsExactly(
            ":FORWARD DROP",
            ":ufw-before -",
            "-A INPUT -i lo -j ACCEPT",
            "-A INPUT -j ufw-before",
            "-A ufw-before -j RETURN");
    netfilter.restore(V4, RestorePlanner.arm(Golden.ruleset("minimal", V4), read(V4)));
    netfilter.restore(V4, RestorePlanner.disarm(read(V4)));
    assertThat(lines(V4, "filter"))
        .containsExactly(
            ":FORWARD DROP",
            ":ufw-before -",
            "-A INPUT -i lo -j ACCEPT",
            "-A INPUT -j ufw-before",
            "-A ufw-before -j RETURN");
  }

  void aTableChangesWholeOrNotAtAll() throws Exception {
    refuses(V4, ":A - [0:0]", "-A A -j DROP", "-A A -j NOSUCHTARGET");
    refuses(V4, ":A - [0:0]", "-A A -j DROP", "-D OUTPUT -j DROP");
    refuses(V6, ":A - [0:0]", "-A A -j DROP", "nonsense");
    assertThat(lines(V4, "filter")).isEmpty();
  }

  void tablesBeforeTheRefusedOneAreTaken() throws Exception {
    String taken = "*mangle\n:VPNFW-OUT - [0:0]\nCOMMIT\n";
    String refused = "*filter\n:A - [0:0]\n-A A -j NOSUCH\nCOMMIT\n";
    assertThatThrownBy(() -> netfilter.restore(V4, taken + refused))
        .isInstanceOf(ToolException.class);
    assertThat(lines(V4, "mangle")).containsExactly(":VPNFW-OUT -");
    assertThat(lines(V4, "filter")).isEmpty();
    String removal = "*mangle\n-X VPNFW-OUT\nCOMMIT\n";
    assertThatThrownBy(() -> netfilter.restore(V4, refused + removal))
        .isInstanceOf(ToolException.class);
    assertThat(lines(V4, "mangle")).containsExactly(":VPNFW-OUT -");
  }

  void aDocumentWithoutItsEndDoesNothing() throws Exception {
    assertThatThrownBy(() -> netfilter.restore(V4, "*filter\n:A - [0:0]\n-A A -j DROP\n"))
        .isInstanceOf(ToolException.class);
    assertThat(lines(V4, "filter")).isEmpty();
    assertThatThrownBy(() -> netfilter.restore(V4, ":A - [0:0]\nCOMMIT\n"))
        .isInstanceOf(ToolException.class);
    assertThatThrownBy(() -> netfilter.restore(V4, "*nosuchtable\nCOMMIT\n"))
        .isInstanceOf(ToolException.class);
  }

  void aRuleThatIsNotThereCannotBeRemoved() throws Exception {
    filter(V4, "-A OUTPUT -j ACCEPT");
    refuses(V4, "-D OUTPUT -j DROP");
    refuses(V4, "-D OUTPUT -j ACCEPT", "-D OUTPUT -j ACCEPT");
    filter(V4, "-D OUTPUT -j ACCEPT");
    assertThat(lines(V4, "filter")).isEmpty();
  }

  void aChainInUseCannotBeRemoved() throws Exception {
    filter(V4, ":A - [0:0]", "-A A -j DROP", ":B - [0:0]", "-A OUTPUT -j B");
    refuses(V4, "-X A");
    refuses(V4, "-X B");
    refuses(V4, "-X NOSUCH");
    refuses(V4, "-F NOSUCH");
    filter(V4, "-D OUTPUT -j B", "-F A", "-X A", "-X B");
    assertThat(lines(V4, "filter")).isEmpty();
  }

  void aChainThatIsNotThereCannotBeUsed() throws Exception {
    refuses(V4, "-A NOSUCH -j DROP");
    refuses(V4, "-A OUTPUT -j NOSUCH");
    refuses(V4, "-A OUTPUT -g NOSUCH");
    refuses(V4, "-I NOSUCH 1 -j DROP");
    refuses(V4, "-I OUTPUT 2 -j DROP");
  }

  void namesHaveTwentyEightCharacters() throws Exception {
    String longest = "VPNFW-" + "x".repeat(22);
    refuses(V4, ":" + longest + "x - [0:0]");
    filter(V4, ":" + longest + " - [0:0]", "-A OUTPUT -j " + longest);
    assertThat(lines(V4, "filter"))
        .containsExactly(":" + longest + " -", "-A OUTPUT -j " + longest);
  }

  void declaringAChainEmptiesIt() throws Exception {
    filter(V4, ":A - [0:0]", "-A A -j DROP", "-A OUTPUT -j A");
    filter(V4, ":A - [0:0]", "-A A -j ACCEPT");
    assertThat(lines(V4, "filter")).containsExactly(":A -", "-A OUTPUT -j A", "-A A -j ACCEPT");
  }

  void aBlindInsertDoublesTheJump() throws Exception {
    filter(V4, ":A - [0:0]", "-I OUTPUT 1 -j A");
    filter(V4, "-I OUTPUT 1 -j A");
    assertThat(lines(V4, "filter")).containsExactly(":A -", "-A OUTPUT -j A", "-A OUTPUT -j A");
  }

  void rejectIsForTheFilterTable() throws Exception {
    for (String table : List.of("security", "mangle")) {
      assertThatThrownBy(
              () -> netfilter.restore(V4, "*" + table + "\n-A OUTPUT -j REJECT\nCOMMIT\n"))
          .isInstanceOf(ToolException.class);
      assertThat(lines(V4, table)).isEmpty();
    }
  }

  void ruleIsRefused() throws Exception {
    for (String rule :
        List.of(
            "-s 2001:db8::1 -j DROP",
            "-s vpn.invalid -j DROP",
            "-p udp -m udp --dport no-such-service -j DROP",
            "-m udp --dport 53 -j DROP",
            "--dport 53 -j DROP",
            "-p tcp -m udp --dport 53 -j DROP",
            "-m hl --hl-eq 255 -j DROP",
            "-p ipv6-icmp -m icmp6 --icmpv6-type 135 -j DROP",
            "-m nosuchmatch -j DROP",
            "-m conntrack --ctstate OLD -j DROP",
            "-j REJECT --reject-with icmp6-adm-prohibited",
            "-j REJECT --reject-with tcp-reset",
            "-p udp -j REJECT --reject-with tcp-reset",
            "--nosuchoption -j DROP",
            "-o abcdefghijklmnop -j DROP",
            "-j")) {
      refuses(V4, "-A OUTPUT " + rule);
    }
    refuses(V6, "-A OUTPUT -s 192.0.2.1 -j DROP");
    refuses(V6, "-A OUTPUT -j REJECT --reject-with icmp-admin-prohibited");
    refuses(V6, "-A OUTPUT -p tcp -m icmp6 --icmpv6-type 135 -j DROP");
  }

  void anOwnerIsForWhatLeaves() throws Exception {
    refuses(V4, ":A - [0:0]", "-A A -m owner --uid-owner 998 -j DROP", "-A INPUT -j A");
    filter(V4, ":A - [0:0]", "-A A -m owner --uid-owner 998 -j DROP", "-A OUTPUT -j A");
  }

  void chainsDoNotGoRoundInACircle() throws Exception {
    refuses(V4, ":A - [0:0]", ":B - [0:0]", "-A A -j B", "-A B -j A", "-A OUTPUT -j A");
  }

  void gatesCloseAndOpenTogether() throws Exception {
    netfilter.nft(Gate.open());
    assertThat(tables().gate(V4)).isFalse();
    netfilter.nft(Gate.close(Set.of(V4, V6)));
    assertThat(tables().gate(V4)).isTrue();
    assertThat(tables().gate(V6)).isTrue();
    netfilter.nft(Gate.close(Set.of(V6)));
    assertThat(tables().gate(V4)).isFalse();
    assertThat(tables().gate(V6)).isTrue();
    netfilter.nft(Gate.close(Set.of(V6)));
    netfilter.nft(Gate.open());
    netfilter.nft(Gate.open());
    assertThat(tables().tables()).isEmpty();
  }

  void anNftScriptWorksWholeOrNotAtAll() throws Exception {
    for (String script :
        List.of(
            Gate.close(Set.of(V4)) + "delete table ip nosuch\n",
            Gate.close(Set.of(V4)) + "nonsense\n",
            "delete chain ip filter NOSUCH\n")) {
      assertThatThrownBy(() -> netfilter.nft(script)).isInstanceOf(ToolException.class);
      assertThat(tables().gate(V4)).isFalse();
    }
    assertThatThrownBy(() -> netfilter.nftList("table", "ip", "nosuch"))
        .isInstanceOf(ToolException.class);
  }

  /** In the legacy variant nftables sees nothing of iptables, and there is nothing to tidy. */
  void emptyTablesCanBeTidiedAway() throws Exception {
    netfilter.restore(V4, RestorePlanner.arm(Golden.ruleset("design", V4), read(V4)));
    netfilter.restore(V4, RestorePlanner.disarm(read(V4)));
    List<String> ours = List.of("ip filter", "ip security");
    String script = listing(ours).tidy(Set.of(), ours);
    if (!script.isEmpty()) {
      netfilter.nft(script);
    }
    assertThat(tables().tables()).isEmpty();
  }

  void whatHoldsARuleIsNotTidiedAway() throws Exception {
    filter(V4, "-A OUTPUT -s 192.0.2.1/32 -j DROP", "-P FORWARD DROP", ":MINE - [0:0]");
    netfilter.restore(V4, RestorePlanner.arm(Golden.ruleset("design", V4), read(V4)));
    netfilter.restore(V4, RestorePlanner.disarm(read(V4)));
    List<String> before = lines(V4, "filter");
    List<String> ours = List.of("ip filter", "ip security");
    String script = listing(ours).tidy(Set.of(), ours);
    if (!script.isEmpty()) {
      netfilter.nft(script);
    }
    assertThat(lines(V4, "filter"))
        .isEqualTo(before)
        .contains("-A OUTPUT -s 192.0.2.1/32 -j DROP", ":FORWARD DROP", ":MINE -");
  }

  void usersHaveNumbers() throws Exception {
    assertThat(netfilter.uid(new UserName("root"))).hasValue(0);
    assertThat(netfilter.uid(new UserName("4294967294"))).hasValue(4_294_967_294L);
    assertThat(netfilter.uid(new UserName("no-such-user"))).isEmpty();
  }

  private NftListing tables() throws Exception {
    return NftListing.parse(List.of(netfilter.nftList("tables")));
  }

  private NftListing listing(List<String> names) throws Exception {
    List<String> listings = new ArrayList<>();
    listings.add(netfilter.nftList("tables"));
    for (String name : names) {
      if (tables().tables().contains(name)) {
        String[] words = name.split(" ", 2);
        listings.add(netfilter.nftList("table", words[0], words[1]));
      }
    }
    return NftListing.parse(listings);
  }
}
