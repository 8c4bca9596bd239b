package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More than a handful of servers and networks go into sets (design §2.5). */
class SetsTest {
  private static final String SERVER = "out eth0 to 203.0.113.5 udp dport=1194";

  private final Bench bench = new Bench(Variant.NFT);

  @AfterEach
  void tidy() {
    bench.close();
  }

  private static List<String> codes(Report report) {
    return report.warnings().stream().map(Problem::code).toList();
  }

  private String onlySet() throws ToolException {
    assertThat(bench.netfilter.sets()).hasSize(1);
    return bench.netfilter.sets().get(0);
  }

  @Test
  void aHandfulNeedsNone() throws Exception {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();

    assertThat(bench.netfilter.faults().log()).doesNotContain("ipset restore");
    assertThat(bench.netfilter.sets()).isEmpty();
  }

  @Test
  void manyServersShareARule() throws Exception {
    String before = bench.kernel.snapshot();
    bench.configure(Bench.MANY);
    Report armed = bench.verbs().arm().report();

    assertThat(armed.state()).isEqualTo(State.ARMED);
    assertThat(codes(armed)).isEmpty();
    assertThat(bench.kernel.snapshot())
        .contains(" -p udp -m udp --dport 1194 -m set --match-set " + onlySet() + " dst ");
    assertThat(bench.passes(SERVER)).isTrue();
    assertThat(bench.passes("out eth0 to 203.0.113.5 udp dport=53")).isFalse();
    assertThat(bench.passes("out eth0 to 203.0.113.99 udp dport=1194")).isFalse();
    assertThat(bench.verbs().arm().report().changed()).isFalse();

    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.kernel.snapshot()).isEqualTo(before);
    assertThat(Bench.files(bench.places.lib())).isEmpty();
  }

  @Test
  void ofManyWithDifferentPortsTheSetTellsWhich() throws Exception {
    bench.configure(
        Bench.MANY.replace("203.0.113.5\", \"port\": 1194", "203.0.113.5\", \"port\": 53"));
    bench.verbs().arm();

    assertThat(bench.kernel.snapshot()).contains(" --match-set " + onlySet() + " dst,dst ");
    assertThat(bench.passes(SERVER.replace("113.5", "113.4"))).isTrue();
    assertThat(bench.passes("out eth0 to 203.0.113.5 udp dport=53")).isTrue();
    assertThat(bench.passes("out eth0 to 203.0.113.5 udp dport=1194")).isFalse();
    assertThat(bench.passes("out eth0 to 203.0.113.4 udp dport=53")).isFalse();
  }

  @Test
  void otherSettingsLeaveNoSetBehind() throws Exception {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    String first = onlySet();
    bench.configure(Bench.MANY.replace("203.0.113.", "192.0.2."));

    assertThat(onlySet()).isNotEqualTo(first);
    assertThat(bench.passes(SERVER)).isFalse();
    bench.configure(Bench.SETTINGS);
    assertThat(bench.netfilter.sets()).isEmpty();
  }

  @Test
  void anEntryThatIsNotOursIsALeakAndIsRemoved() throws Exception {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    bench.netfilter.restoreSets("add " + onlySet() + " 8.8.8.8\n");
    Report status = bench.verbs().status().report();

    assertThat(status.state()).isEqualTo(State.DEGRADED);
    assertThat(status.families().get(AddressFamily.IPV4).enforced()).isFalse();
    assertThat(status.families().get(AddressFamily.IPV6).enforced()).isTrue();
    assertThat(status.error().orElseThrow().message()).contains("a set of addresses");
    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);
    assertThat(bench.passes("out eth0 to 8.8.8.8 udp dport=1194")).isFalse();
    assertThat(bench.passes(SERVER)).isTrue();
  }

  @Test
  void anEmptiedSetIsFilledAgain() throws Exception {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    bench.netfilter.restoreSets("flush " + onlySet() + "\n");

    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DEGRADED);
    assertThat(bench.passes(SERVER)).isFalse();
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    bench.verbs().arm();
    assertThat(bench.passes(SERVER)).isTrue();
  }

  @Test
  void withoutIpsetARuleEachAndAWarning() throws Exception {
    bench.netfilter.ipset(false);
    bench.configure(Bench.MANY);
    Report armed = bench.verbs().arm().report();

    assertThat(armed.state()).isEqualTo(State.ARMED);
    assertThat(codes(armed)).containsExactly("no-ipset");
    assertThat(codes(bench.verbs().arm().report())).containsExactly("no-ipset");
    assertThat(bench.passes(SERVER)).isTrue();
    bench.netfilter.ipset(true);
    assertThat(codes(bench.verbs().arm().report())).isEmpty();
    assertThat(bench.kernel.snapshot()).contains("--match-set").doesNotContain("203.0.113.5/32");
  }

  @Test
  void aKernelWithoutSetsGetsARuleEach() throws Exception {
    bench.netfilter.withoutMatch("set");
    bench.configure(Bench.MANY);

    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);
    assertThat(bench.passes(SERVER)).isTrue();
    assertThat(bench.netfilter.sets()).isEmpty();
    bench.verbs().disarm();
    bench.netfilter.faults().failAlways(tool -> tool.startsWith("ipset"), Faults.Kind.BEFORE);
    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);
    assertThat(bench.passes(SERVER)).isTrue();
  }

  @Test
  void setsOfOthersAreLeftAlone() throws Exception {
    String foreign = "create blocklist hash:net family inet hashsize 64 maxelem 10\n";
    bench.netfilter.restoreSets(foreign);
    String before = bench.kernel.snapshot();
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    bench.verbs().disarm();

    assertThat(bench.kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void afterARebootSetsComeBeforeRules() throws IOException {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    assertComesBackAfterReboot();
  }

  private void assertComesBackAfterReboot() throws IOException {
    String armed = bench.kernel.snapshot();
    bench.reboot();
    bench.boot();

    assertThat(bench.kernel.snapshot()).isEqualTo(armed);
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.ARMED);
    assertThat(bench.passes(SERVER)).isTrue();
  }

  /** Documents are stored while sets are filled. */
  @Test
  void rulesAreStoredAsTheyAreWhereSetsCouldNotBeFilled() throws Exception {
    bench.configure(Bench.MANY);
    bench.netfilter.faults().failAlways("ipset restore"::equals, Faults.Kind.BEFORE);
    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);
    bench.netfilter.faults().none();
    assertComesBackAfterReboot();
  }

  /** Rules, calls and their length are the same for ten thousand as for ten. */
  @Test
  void tenThousandServersAndAThousandNetworks() throws Exception {
    String servers =
        IntStream.range(0, 10_000)
            .mapToObj(
                i ->
                    "{\"address\": \"203.%d.%d.7\", \"port\": %d, \"protocol\": \"udp\"}"
                        .formatted(i / 250, i % 250, 1000 + i % 3))
            .collect(Collectors.joining(", "));
    String networks =
        IntStream.range(0, 1000)
            .mapToObj(i -> "\"10.%d.%d.0/24\"".formatted(i / 250, i % 250))
            .collect(Collectors.joining(", "));
    String settings =
        "{\"version\": 1, \"tunnel\": {\"interfaces\": [\"tun0\"]}, \"servers\": ["
            + servers
            + "], \"lan\": {\"allow\": true, \"networks\": ["
            + networks
            + "]}}";
    bench.configure(settings);
    Report armed = bench.verbs().arm().report();

    assertThat(armed.state()).isEqualTo(State.ARMED);
    assertThat(armed.families().get(AddressFamily.IPV4).rules()).isLessThan(60);
    assertThat(bench.netfilter.sets()).hasSize(2);
    assertThat(bench.passes("out eth0 to 203.39.249.7 udp dport=1000")).isTrue();
    assertThat(bench.passes("out eth0 to 203.39.249.8 udp dport=1000")).isFalse();
    assertThat(bench.passes("out eth0 to 10.3.249.200 tcp dport=22")).isTrue();
    assertThat(bench.passes("out eth0 to 10.4.0.1 tcp dport=22")).isFalse();
    assertThat(bench.verbs().arm().report().changed()).isFalse();
    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.netfilter.sets()).isEmpty();
  }
}
