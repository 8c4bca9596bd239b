package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.state.StateFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A machine with settings that is open, and what tests of trials ask of it. */
abstract class TrialBench {
  static final Duration MINUTE = Duration.ofMinutes(1);

  final Bench bench = new Bench(FakeKernel.Variant.NFT);
  final StateFiles files = bench.machine.files();
  private String before;

  @BeforeEach
  void configure() throws IOException {
    bench.configure(Bench.MANY);
    before = bench.everything();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  Report onTrial() throws IOException {
    Outcome outcome = bench.verbs().armOnTrial(MINUTE);
    assertThat(outcome.exit()).isZero();
    return outcome.report();
  }

  void assertClosed() {
    for (AddressFamily family : AddressFamily.values()) {
      assertThat(bench.closed(family)).as(family.key()).isTrue();
    }
  }

  void assertAsBefore() {
    assertThat(bench.everything()).isEqualTo(before);
  }

  static String error(Outcome outcome) {
    return outcome.report().error().map(Problem::code).orElse("none");
  }

  List<String> warnings() throws IOException {
    return bench.verbs().status().report().warnings().stream().map(Problem::code).toList();
  }

  /** What the keeper does, at this moment. */
  void keep(String id) throws Exception {
    new Keeper(
            new StateFiles(bench.places, id),
            bench.machine.uptime(),
            () -> bench.verbs().endTrial(id).map(Outcome::exit).equals(Optional.of(Outcome.DONE)),
            pause -> bench.uptime = bench.uptime.plus(pause))
        .keep(id);
  }
}
