package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What arming has the kernel forget, and what it says of the rest. */
class FlowsTest {
  private final Bench bench = new Bench(Variant.NFT);

  @AfterEach
  void tidy() {
    bench.close();
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  /** Once the rules stand: a flow that is not permitted goes, the tunnel's own stays. */
  @Test
  void flowsThatAreNoLongerPermittedAreForgotten() throws IOException {
    String flow = "udp 17 9 src=192.168.1.2 dst=%1$s sport=5 dport=%2$s src=%1$s dst=192.168.1.2";
    List<String> flows = bench.kernel.flows(AddressFamily.IPV4);
    flows.add(flow.formatted("8.8.8.8", "443"));
    flows.add(flow.formatted("198.51.100.7", "1194"));
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();

    assertThat(flows).containsExactly(flow.formatted("198.51.100.7", "1194"));
    bench.verbs().disarm();
    flows.add(flow.formatted("8.8.8.8", "443"));
    bench.netfilter.forgets(false);
    assertThat(codes(bench.verbs().arm().report().warnings()))
        .containsExactly("flows-not-forgotten");
    bench.verbs().disarm();
    bench.netfilter.faults().failAlways(tool -> tool.equals("conntrack list"), Faults.Kind.BEFORE);
    Report armed = bench.verbs().arm().report();
    assertThat(armed.state()).isEqualTo(State.ARMED);
    assertThat(codes(armed.warnings())).containsExactly("flows-not-forgotten");
  }

  /**
   * Though the rules are as they should be: as long as any is left, each call says so and tries.
   */
  @Test
  void flowsThatWereLeftAreForgottenByTheNextCall() throws IOException {
    List<String> flows = bench.kernel.flows(AddressFamily.IPV4);
    flows.add("udp 17 9 src=192.168.1.2 dst=8.8.8.8 sport=5 dport=4 src=8.8.8.8 dst=192.168.1.2");
    bench.configure(Bench.SETTINGS);
    bench.netfilter.forgets(false);
    bench.verbs().arm();
    Report second = bench.verbs().arm().report();
    assertThat(second.changed()).isFalse();
    assertThat(codes(second.warnings())).containsExactly("flows-not-forgotten");

    bench.netfilter.forgets(true);
    Report third = bench.verbs().arm().report();
    assertThat(third.changed()).isFalse();
    assertThat(third.warnings()).isEmpty();
    assertThat(flows).isEmpty();
  }
}
