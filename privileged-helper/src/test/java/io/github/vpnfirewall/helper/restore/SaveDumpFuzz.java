package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.FakeNetfilter;
import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.ruleset.Golden;
import io.github.vpnfirewall.helper.ruleset.Ruleset;

/**
 * What {@code iptables-save} lists: whatever others have put there, it is taken stock of, and
 * arming and disarming from there lead where they should.
 */
public final class SaveDumpFuzz {
  private static final AddressFamily V4 = AddressFamily.IPV4;
  private static final Ruleset RULESET = Golden.ruleset("design", V4);

  private SaveDumpFuzz() {}

  /** Tries one listing. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String listing) throws MalformedDumpException, ToolException {
    SaveDump dump;
    try {
      dump = SaveDump.parse(listing);
    } catch (MalformedDumpException e) {
      Fuzzing.outcome(false);
      return;
    }
    Fuzzing.outcome(true);
    for (SaveDump.TableDump table : dump.tables().values()) {
      assertThat(table.rules()).allMatch(line -> line.packets() >= 0);
      assertThat(table.rules().stream().map(SaveDump.Line::chain).distinct())
          .allMatch(chain -> table.rules(chain).size() > 0);
    }
    FamilyReport.Blocked blocked = Findings.compare(RULESET, dump).blocked();
    assertThat(blocked.out()).isNotNegative();
    assertThat(blocked.in()).isNotNegative();
    assertThat(blocked.forward()).isNotNegative();
    String disarm = RestorePlanner.disarm(dump);
    assertThat(disarm.isEmpty() || dump.holdsOurs()).isTrue();
    assertThat(disarm).matches("(\\*[a-z]+\n(-[DFX] [^\n]*\n)*COMMIT\n)*");
    if (listing.length() < Fuzzing.LONGEST / 16) {
      carryOut(listing);
    }
  }

  /** In a kernel that has just this, if one could. */
  private static void carryOut(String listing) throws MalformedDumpException, ToolException {
    FakeNetfilter netfilter = new FakeNetfilter(new FakeKernel(FakeKernel.Variant.NFT));
    try {
      netfilter.restore(V4, listing.replaceAll("(?m)^\\[[0-9]+:[0-9]+\\] ", ""));
    } catch (ToolException e) {
      return; // no kernel has that
    }
    SaveDump before = SaveDump.parse(netfilter.save(V4));
    String had = whatOthersHave(netfilter.kernel());
    netfilter.restore(V4, RestorePlanner.arm(RULESET, before));
    SaveDump armed = SaveDump.parse(netfilter.save(V4));
    assertThat(Findings.compare(RULESET, armed).matches(RULESET)).isTrue();
    netfilter.restore(V4, RestorePlanner.disarm(armed));
    assertThat(SaveDump.parse(netfilter.save(V4)).holdsOurs()).isFalse();
    if (!before.holdsOurs()) {
      assertThat(whatOthersHave(netfilter.kernel())).isEqualTo(had);
    }
  }

  /** Built-in chains come with the first rule, and nothing is lost where they let all pass. */
  private static String whatOthersHave(FakeKernel kernel) {
    return kernel
        .snapshot()
        .replaceAll("(?m)^:[A-Z]+ ACCEPT \\[0:0\\]\n", "")
        .replaceAll("(?m)^\\*[a-z]+\nCOMMIT\n", "")
        .replaceAll("(?m)^\n", "");
  }
}
