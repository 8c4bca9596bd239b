package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine that others are behind (design §2.3). */
class GatewayTest {
  private static final String GATEWAY =
      Bench.SETTINGS.strip().replaceAll("}$", ", \"gateway\": {\"interfaces\": [\"eth1\"]}}");

  private final Bench bench = new Bench(Variant.NFT);

  @AfterEach
  void tidy() {
    bench.close();
  }

  private List<String> warnings() throws IOException {
    return bench.verbs().status().report().warnings().stream().map(Problem::code).toList();
  }

  @Test
  void armingPassesOnAndDisarmingPutsEverythingBack() throws IOException {
    String before = bench.kernel.snapshot();
    bench.configure(GATEWAY);
    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);

    // Where the host's router is found by its advertisements, it still is.
    assertThat(bench.forwarding().values()).containsExactly("1", "1", "2");
    assertThat(bench.kernel.snapshot())
        .contains("-A VPNFW-NAT -o tun0 -m addrtype ! --src-type LOCAL -j MASQUERADE");
    assertThat(bench.passes("fwd eth1 tun0 from 192.168.7.2 to 8.8.8.8 udp dport=53")).isTrue();
    assertThat(bench.passes("fwd eth1 eth0 from 192.168.7.2 to 8.8.8.8 udp dport=53")).isFalse();
    assertThat(warnings()).isEmpty();

    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.forwarding()).isEqualTo(Bench.FORWARDING);
    assertThat(bench.kernel.snapshot()).isEqualTo(before);
  }

  @Test
  void settingsWithoutItUndoItWhileArmed() throws IOException {
    bench.configure(GATEWAY);
    bench.verbs().arm();
    assertThat(bench.configure(Bench.SETTINGS).report().state()).isEqualTo(State.ARMED);

    assertThat(bench.forwarding()).isEqualTo(Bench.FORWARDING);
    assertThat(bench.kernel.snapshot()).doesNotContain("MASQUERADE");
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
  }

  @Test
  void whatWasPassedOnBeforeStaysSo() throws IOException {
    Map<String, String> on = Map.of("ipv4/ip_forward", "1", "ipv6/conf/all/forwarding", "1");
    on.forEach(bench::write);
    Map<String, String> before = bench.forwarding();
    bench.configure(GATEWAY);
    bench.verbs().arm();
    bench.verbs().disarm();

    assertThat(bench.forwarding()).isEqualTo(before);
  }

  @Test
  void somebodySwitchesForwardingOff() throws IOException {
    bench.configure(GATEWAY);
    bench.verbs().arm();
    bench.write("ipv4/ip_forward", "0");

    assertThat(bench.verbs().status().report().state()).isEqualTo(State.ARMED);
    assertThat(warnings()).containsExactly("gateway-off");
    assertThat(bench.verbs().arm().report().changed()).isTrue();
    assertThat(warnings()).isEmpty();
  }

  /** What was there before is kept until it is put back. */
  @Test
  void whatCannotBePutBackIsTriedAgain() throws IOException {
    bench.configure(GATEWAY);
    bench.verbs().arm();
    Path setting = bench.forwardingFile("ipv4/ip_forward");
    Files.delete(setting);
    Files.createDirectory(setting);
    Report disarmed = bench.verbs().disarm().report();
    assertThat(disarmed.state()).isEqualTo(State.DISARMED);
    assertThat(disarmed.warnings().stream().map(Problem::code)).contains("untidy");

    Files.delete(setting);
    bench.write("ipv4/ip_forward", "1");
    bench.verbs().disarm();
    assertThat(bench.forwarding()).isEqualTo(Bench.FORWARDING);
    assertThat(bench.machine.files().origin()).isEmpty();
  }

  @Test
  void masqueradingLostIsToldAndRepaired() throws IOException {
    bench.configure(GATEWAY);
    bench.verbs().arm();
    bench.flush(AddressFamily.IPV4, "nat");

    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DEGRADED);
    assertThat(bench.verbs().status().report().error().orElseThrow().message())
        .contains("gets no address");
    assertThat(bench.closed(AddressFamily.IPV4)).isTrue();
    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);
  }
}
