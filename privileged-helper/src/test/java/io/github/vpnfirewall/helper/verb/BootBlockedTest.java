package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel.Variant;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.restore.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said and done after a boot that could not restore the rules (design §6). */
class BootBlockedTest {
  private static final String WHY = "/var/lib/vpnfirewall/ipv4.restore is missing or empty";

  private final Bench bench = new Bench(Variant.NFT);

  @BeforeEach
  void blockAsTheBootDoes() throws Exception {
    bench.configure(Bench.SETTINGS);
    bench.netfilter.nft(Gate.close(List.of(AddressFamily.values())));
    Files.createDirectories(bench.places.run());
    Files.writeString(mark(), WHY + "\n");
  }

  @AfterEach
  void tidy() {
    bench.close();
  }

  private Path mark() {
    return bench.places.run().resolve("boot-blocked");
  }

  private Report status() throws IOException {
    return bench.verbs().status().report();
  }

  @Test
  void causeAndWayOutAreTold() throws IOException {
    Report report = status();
    assertThat(report.state()).isEqualTo(State.DEGRADED);
    Problem error = report.error().orElseThrow();
    assertThat(error.code()).isEqualTo("boot-blocked");
    assertThat(error.message())
        .contains(WHY)
        .contains("sudo vpnfirewall arm")
        .contains("sudo vpnfirewall disarm");
  }

  @Test
  void whatIsNotBlockedAltogetherIsNotCalledSo() throws Exception {
    bench.netfilter.nft(Gate.close(List.of(AddressFamily.IPV4)));
    assertThat(status().error().orElseThrow().code()).isEqualTo("degraded");
  }

  @Test
  void armingEndsIt() throws IOException {
    assertThat(bench.verbs().arm().report().state()).isEqualTo(State.ARMED);
    assertThat(mark()).doesNotExist();
    assertThat(status().error()).isEmpty();
  }

  @Test
  void disarmingEndsItAndTheNextBootFindsTheFolder() throws IOException {
    assertThat(bench.places.lib()).doesNotExist();
    assertThat(bench.verbs().disarm().report().state()).isEqualTo(State.DISARMED);
    assertThat(mark()).doesNotExist();
    assertThat(bench.places.lib()).isEmptyDirectory();
  }
}
