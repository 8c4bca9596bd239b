package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.FakeNetfilter;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans for kernels in every disorder, carried out by the fake, which refuses what is wrong. */
class RestorePlannerTest {
  private static final AddressFamily V4 = AddressFamily.IPV4;
  private static final Ruleset RULESET = Golden.ruleset("lan-without-dns", V4);
  private static final String FOREIGN =
      """
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD DROP [0:0]
      :OUTPUT ACCEPT [0:0]
      :DOCKER - [0:0]
      :A - [0:0]
      -A INPUT -i lo -j ACCEPT
      -A FORWARD -j DOCKER
      -A OUTPUT -j A
      -A DOCKER -d 172.17.0.2/32 -p tcp -m tcp --dport 80 -j ACCEPT
      COMMIT
      """;

  private final FakeNetfilter netfilter = new FakeNetfilter(new FakeKernel(FakeKernel.Variant.NFT));

  private SaveDump read() throws Exception {
    return SaveDump.parse(netfilter.save(V4));
  }

  private String arm(Ruleset ruleset) throws Exception {
    netfilter.restoreSets(SetDocument.of(ruleset.sets().values()));
    netfilter.restore(V4, RestorePlanner.arm(ruleset, read()));
    assertThat(Findings.compare(ruleset, read()).matches(ruleset)).isTrue();
    return netfilter.kernel().snapshot();
  }

  private String disarm() throws Exception {
    String document = RestorePlanner.disarm(read());
    if (!document.isEmpty()) {
      netfilter.restore(V4, document);
    }
    assertThat(read().holdsOurs()).isFalse();
    assertThat(RestorePlanner.disarm(read())).isEmpty();
    return netfilter.kernel().snapshotWithoutBareTables();
  }

  @Test
  void armingTwiceIsArmingOnce() throws Exception {
    netfilter.restore(V4, FOREIGN);
    String initial = netfilter.kernel().snapshotWithoutBareTables();
    String once = arm(RULESET);
    assertThat(arm(RULESET)).isEqualTo(once);
    assertThat(RestorePlanner.arm(RULESET, read())).doesNotContain("-I ", "-D ", "-X ", "-F ");
    assertThat(disarm()).isEqualTo(initial);
  }

  /** Whatever happened to our rules, arming puts them right and disarming leaves none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-I OUTPUT 1 -j VPNFW-OUT",
        "-A OUTPUT -j VPNFW-OUT",
        "-I OUTPUT 1 -j ACCEPT",
        "-I FORWARD 1 -j DOCKER",
        "-D INPUT -j VPNFW-IN",
        "-F OUTPUT",
        "-F OUTPUT\n-A OUTPUT -p udp -m udp --dport 9 -j VPNFW-OUT",
        "-F OUTPUT\n-A A -j VPNFW-OUT",
        "-F VPNFW-OUT",
        "-A VPNFW-OUT -j ACCEPT",
        "-I VPNFW-OUT 1 -j RETURN",
        "-A DOCKER -j VPNFW-FWD",
        "-A A -j VPNFW-OUT",
        "-A A -g VPNFW-OUT",
        "-A INPUT -p udp -m udp --dport 9 -j VPNFW-OUT",
        ":VPNFW-OLD - [0:0]",
        ":VPNFW-OLD - [0:0]\n-A VPNFW-OLD -j DROP\n-A INPUT -j VPNFW-OLD",
        ":VPNFW-OLD - [0:0]\n-A VPNFW-OUT -j VPNFW-OLD\n-A VPNFW-OLD -j DROP",
        "-A VPNFW-FWD -j DOCKER",
      })
  void putsRightWhatIsWrong(String damage) throws Exception {
    netfilter.restore(V4, FOREIGN);
    String armed = arm(RULESET);
    netfilter.restore(V4, "*filter\n" + damage + "\nCOMMIT\n");
    Findings found = Findings.compare(RULESET, read());
    assertThat(found.layers().get(io.github.vpnfirewall.helper.ruleset.Table.FILTER))
        .as("%s", found)
        .isEqualTo(Findings.Layer.DAMAGED);
    assertThat(found.backstop()).isPresent();

    String repaired = arm(RULESET);
    for (String line : armed.lines().filter(line -> line.contains("VPNFW-")).toList()) {
      assertThat(repaired.lines().filter(line::equals))
          .as(line)
          .hasSize((int) armed.lines().filter(line::equals).count());
    }
    netfilter.restore(V4, "*filter\n" + damage + "\nCOMMIT\n");
    assertThat(disarm()).doesNotContain("VPNFW-").contains("-A DOCKER -d 172.17.0.2/32");
  }

  private static String rulesAlone(FakeNetfilter netfilter) {
    return netfilter.kernel().snapshotWithoutBareTables().replaceAll("(?m)^vpnfw-.*\n", "");
  }

  @Test
  void onePolicyGivesWayToTheOther() throws Exception {
    for (String name : Golden.names()) {
      Ruleset ruleset = Golden.ruleset(name, V4);
      String after = arm(ruleset);
      FakeNetfilter fresh = new FakeNetfilter(new FakeKernel(FakeKernel.Variant.NFT));
      fresh.restoreSets(SetDocument.of(ruleset.sets().values()));
      fresh.restore(V4, RestorePlanner.arm(ruleset, SaveDump.EMPTY));
      assertThat(after).as(name).contains("VPNFW-OUT");
      // A gateway's nat table stays bare until disarming.
      assertThat(rulesAlone(netfilter)).as(name).isEqualTo(rulesAlone(fresh));
    }
  }

  @Test
  void foreignRulesAreNotInThePlan() throws Exception {
    netfilter.restore(V4, FOREIGN);
    assertThat(RestorePlanner.arm(RULESET, read())).doesNotContain("DOCKER", "-P", ":INPUT");
    arm(RULESET);
    assertThat(RestorePlanner.disarm(read())).doesNotContain("DOCKER", "-P", ":INPUT");
  }

  @Test
  void anEmptyKernelNeedsNoDisarming() throws Exception {
    assertThat(RestorePlanner.disarm(SaveDump.EMPTY)).isEmpty();
    netfilter.restore(V4, FOREIGN);
    assertThat(RestorePlanner.disarm(read())).isEmpty();
  }
}
