package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be enforced is blocked by the simplest means that works, and said (design §2.5). */
class DegradedTest {
  private final Bench bench = new Bench(Variant.NFT);
  private String initial;

  @BeforeEach
  void configure() throws IOException {
    bench.configure(Bench.SETTINGS);
    initial = bench.everything();
  }

  @AfterEach
  void tidy() {
    bench.close();
  }

  private Report arm(State state) throws IOException {
    Outcome outcome = bench.verbs().arm();
    assertThat(outcome.report().state()).as(outcome.toString()).isEqualTo(state);
    assertThat(outcome.exit()).isEqualTo(state == State.ARMED ? 0 : 1);
    Truth.isNoLie(bench, outcome, "arm");
    return outcome.report();
  }

  /** The tools work again: arming repairs, disarming leaves nothing. */
  private void recovers() throws IOException {
    bench.netfilter.faults().none();
    arm(State.ARMED);
    assertThat(bench.switches().values()).containsOnly("0");
    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.everything()).isEqualTo(initial);
  }

  @ParameterizedTest
  @EnumSource(AddressFamily.class)
  void theOtherFamilyStaysAndTheFailedOneIsBlockedByTheGate(AddressFamily failed)
      throws IOException {
    String tool = failed == AddressFamily.IPV4 ? "iptables-restore" : "ip6tables-restore";
    AddressFamily other = failed == AddressFamily.IPV4 ? AddressFamily.IPV6 : AddressFamily.IPV4;
    bench.netfilter.faults().failAlways(tool::equals, Faults.Kind.BEFORE);
    Report report = arm(State.DEGRADED);

    FamilyReport found = report.families().get(failed);
    assertThat(found.enforced()).isFalse();
    assertThat(found.fallback()).contains("gate");
    assertThat(report.families().get(other).enforced()).isTrue();
    assertThat(bench.closed(failed)).isTrue();
    assertThat(bench.closed(other)).isTrue();
    assertThat(report.error().orElseThrow().message())
        .contains("is blocked altogether (gate)")
        .contains("Cause: " + tool + " failed");
    recovers();
  }

  /** It blocks, and is not for us to open. */
  @Test
  void tableThatTheWatchOwnsIsNoOpenMachine() throws IOException {
    arm(State.ARMED);
    for (String family : List.of("ip", "ip6")) {
      bench.foreignNft("add table " + family + " vpnfw_hold\n");
    }
    Report whole = bench.verbs().status().report();
    assertThat(whole.state()).isEqualTo(State.ARMED);
    assertThat(whole.families().values()).allMatch(found -> found.fallback().isEmpty());

    for (AddressFamily family : AddressFamily.values()) {
      bench.flush(family, "filter");
      bench.flush(family, "security");
    }
    Report held = bench.verbs().status().report();
    assertThat(held.state()).isEqualTo(State.DEGRADED);
    assertThat(held.families().values())
        .allMatch(FamilyReport::blocking)
        .noneMatch(FamilyReport::enforced);
    assertThat(held.error().orElseThrow().message()).contains("IPv6 is blocked altogether (gate)");
  }

  @Test
  void whatHangsIsNotAskedAgain() throws IOException {
    bench.netfilter.faults().failAlways("ip6tables-restore"::equals, Faults.Kind.HANGS);
    arm(State.DEGRADED);

    assertThat(bench.netfilter.faults().log().stream().filter("ip6tables-restore"::equals))
        .hasSize(1);
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    recovers();
  }

  @Test
  void bothFamiliesFailAndBothAreBlocked() throws IOException {
    bench.netfilter.faults().failAlways(tool -> tool.endsWith("restore"), Faults.Kind.BEFORE);
    Report report = arm(State.DEGRADED);

    assertThat(report.families().values()).allMatch(found -> found.fallback().isPresent());
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    recovers();
  }

  @Test
  void withoutNftItIsNotAtOnceAndSaysSo() throws IOException {
    bench.netfilter.nft(false);
    Report report = arm(State.ARMED);

    assertThat(report.warnings().stream().map(Problem::code)).contains("not-at-once");
    List<String> log = bench.netfilter.faults().log();
    assertThat(log.indexOf("ip6tables-restore"))
        .as("IPv6 first")
        .isLessThan(log.indexOf("iptables-restore"));
  }

  /** The full rules need modules that this kernel lacks; the simplest do not. */
  @Test
  void withoutNftABareDropBlocks() throws IOException {
    bench.netfilter.nft(false);
    bench.netfilter.withoutMatch("hl");
    Report report = arm(State.DEGRADED);

    assertThat(report.families().get(AddressFamily.IPV6).fallback()).contains("bare-drop");
    assertThat(report.families().get(AddressFamily.IPV4).enforced()).isTrue();
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    assertThat(bench.switches().values()).containsOnly("0");
    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void asTheLastMeansIpv6IsSwitchedOff() throws IOException {
    bench.netfilter.nft(false);
    bench.netfilter.faults().failAlways("ip6tables-restore"::equals, Faults.Kind.BEFORE);
    Report report = arm(State.DEGRADED);

    assertThat(report.families().get(AddressFamily.IPV6).fallback()).contains("ipv6-disabled");
    assertThat(bench.switches())
        .containsEntry("eth0", "1")
        .containsEntry("wlan0", "1")
        .containsEntry("default", "1")
        .containsEntry("lo", "0")
        .containsEntry("all", "0");
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    assertThat(Truth.status(bench, "switched off").state()).isEqualTo(State.DEGRADED);
    recoversWithoutNft();
  }

  private void recoversWithoutNft() throws IOException {
    bench.netfilter.faults().none();
    arm(State.ARMED);
    assertThat(bench.switches().values()).containsOnly("0");
    bench.verbs().disarm();
    assertThat(bench.everything())
        .isEqualTo(
            bench.kernel.snapshotWithoutBareTables() + bench.switches() + "[][]" + bench.hosts());
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void whatIpv6WasIsPutBackByDisarming() throws IOException {
    bench.netfilter.nft(false);
    bench.netfilter.faults().failAlways("ip6tables-restore"::equals, Faults.Kind.BEFORE);
    arm(State.DEGRADED);
    bench.netfilter.faults().none();
    bench.verbs().disarm();

    assertThat(bench.switches().values()).containsOnly("0");
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void ifNothingWorksItSaysThatItIsOpen() throws IOException {
    bench.netfilter.nft(false);
    bench.netfilter.faults().failAlways("iptables-restore"::equals, Faults.Kind.BEFORE);
    Report report = arm(State.DEGRADED);

    assertThat(report.families().get(AddressFamily.IPV4).blocking()).isFalse();
    assertThat(report.error().orElseThrow().message()).contains("IPv4 is open");
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
  }

  @Test
  void aFailureNeverOpensWhatWasClosed() throws IOException {
    arm(State.ARMED);
    for (boolean nft : new boolean[] {true, false}) {
      bench.netfilter.nft(nft);
      bench.netfilter.faults().failAlways(tool -> tool.endsWith("restore"), Faults.Kind.BEFORE);
      Outcome outcome = bench.configure(nft ? Bench.LAN : Bench.SETTINGS);
      Truth.isNoLie(bench, outcome, "configure");
      assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
      assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
      outcome = bench.verbs().disarm();
      Truth.isNoLie(bench, outcome, "disarm");
      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
      assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
      bench.netfilter.faults().none();
      bench.netfilter.nft(true);
      arm(State.ARMED);
    }
    recovers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"security", "security mangle"})
  void theBackstopStandsWhereItCan(String missing) throws IOException {
    for (String table : missing.split(" ", -1)) {
      bench.netfilter.withoutTable(table);
    }
    Report report = arm(State.ARMED);

    boolean none = missing.contains("mangle");
    assertThat(report.families().values()).allMatch(found -> found.backstop() != none);
    assertThat(report.warnings().stream().map(Problem::code).filter("no-backstop"::equals))
        .hasSize(none ? 2 : 0);
    assertThat(bench.kernel.snapshot().contains("*mangle")).isEqualTo(!none);
    assertThat(bench.verbs().arm().report().changed()).isFalse();
    assertThat(Truth.status(bench, missing).state()).isEqualTo(State.ARMED);
    bench.verbs().disarm();
    assertThat(bench.everything()).isEqualTo(initial);
  }

  @Test
  void aHostWithoutIpv6IsNotDegraded() throws IOException {
    bench.netfilter.withoutIpv6();
    bench.netfilter.faults().none();
    Report report = arm(State.ARMED);

    assertThat(report.families()).containsOnlyKeys(AddressFamily.IPV4);
    assertThat(report.warnings()).isEmpty();
    assertThat(bench.netfilter.faults().log()).noneMatch(tool -> tool.startsWith("ip6"));
    bench.verbs().disarm();
    assertThat(bench.everything()).isEqualTo(initial);
  }

  @Test
  void aKernelThatCannotBeReadIsUnknown() throws IOException {
    bench.netfilter.faults().failAlways(tool -> tool.endsWith("save"), Faults.Kind.BEFORE);
    Outcome status = bench.verbs().status();

    assertThat(status.report().state()).isEqualTo(State.UNKNOWN);
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.report().error().orElseThrow().code()).isEqualTo("unreadable");
  }

  @Test
  void aKernelThatCannotBeReadIsClosedByTheGate() throws IOException {
    bench.netfilter.faults().failAlways(tool -> tool.endsWith("save"), Faults.Kind.BEFORE);
    arm(State.DEGRADED);

    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    recovers();
  }

  @Test
  void aDiskThatTakesNothingKeepsNothingOpen() throws IOException {
    Path inTheWay = bench.places.lib().resolve("ipv4.restore.new").resolve("x");
    Files.createDirectories(inTheWay);
    Outcome outcome = bench.verbs().arm();

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.report().error().orElseThrow().code()).isEqualTo("not-stored");
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    Files.delete(inTheWay);
    recovers();
  }

  @Test
  void aFullRunFolderKeepsNothingOpen() throws IOException {
    Files.createDirectories(bench.places.run().resolve("origin.new").resolve("x"));
    Outcome outcome = bench.verbs().arm();

    assertThat(outcome.report().state()).isEqualTo(State.ARMED);
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    assertThat(bench.closed(AddressFamily.IPV6)).isTrue();
    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
  }
}
