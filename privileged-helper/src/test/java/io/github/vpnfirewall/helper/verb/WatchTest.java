package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.netfilter.ToolException;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Direction;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {
  private final Bench bench = new Bench(FakeKernel.Variant.NFT);
  private final List<Report> told = new ArrayList<>();
  private final List<BlockedPacket> blocked = new ArrayList<>();
  private long nanos;
  private final Looks looks = new Looks(() -> nanos);

  /** What happens in the pauses; when nothing is left, the watch is over. */
  private final Deque<Step> steps = new ArrayDeque<>();

  private interface Step {
    void run() throws IOException;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void watch() throws Exception {
    watch(() -> looks.look(bench.machine));
  }

  private void watch(Watch.Look look) throws Exception {
    new Watch(look, () -> List.copyOf(blocked))
        .run(
            told::add,
            pause -> {
              nanos += pause.toNanos();
              if (steps.isEmpty()) {
                return true;
              }
              try {
                steps.remove().run();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              return false;
            });
  }

  private void idle(int seconds) {
    for (int i = 0; i < seconds; i++) {
      steps.add(() -> {});
    }
  }

  @Test
  void firstReportComesAtOnceAndOthersOnlyWithNews() throws Exception {
    bench.configure(Bench.SETTINGS);
    idle(5);
    steps.add(() -> bench.verbs().arm());
    idle(5);
    steps.add(() -> bench.flush(AddressFamily.IPV6, "filter"));
    steps.add(() -> bench.verbs().arm());
    steps.add(() -> bench.verbs().disarm());
    watch();
    assertThat(told)
        .extracting(Report::state)
        .containsExactly(State.DISARMED, State.ARMED, State.DEGRADED, State.ARMED, State.DISARMED);
  }

  @Test
  void reportSaysWhatStatusSays() throws Exception {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    watch();
    Report status = bench.verbs().status().report();
    assertThat(ReportJson.write(told.get(0)).replace("\"watch\"", "\"status\""))
        .isEqualTo(ReportJson.write(status));
  }

  @Test
  void countersAreToldAndLeftForOthersOnlyWithOtherNews() throws Exception {
    bench.configure(Bench.SETTINGS);
    bench.verbs().arm();
    watch();
    byte[] left = Files.readAllBytes(bench.places.run().resolve("state.json"));
    for (int packets : new int[] {1, 1, 7}) {
      steps.add(() -> bench.kernel.count(packets));
    }
    told.clear();
    watch();
    List<Long> in = new ArrayList<>();
    told.forEach(report -> in.add(report.families().get(AddressFamily.IPV6).blocked().in()));
    assertThat(in).hasSize(3).first().isEqualTo(0L);
    assertThat(in.get(1)).isPositive();
    assertThat(in.get(2)).isEqualTo(7 * in.get(1));
    assertThat(Files.readAllBytes(bench.places.run().resolve("state.json"))).isEqualTo(left);
    steps.add(() -> bench.verbs().disarm());
    watch();
    assertThat(Files.readString(bench.places.run().resolve("state.json")))
        .contains("\"state\":\"disarmed\"");
  }

  @Test
  void blockedPacketsAreToldToTheListenerAlone() throws Exception {
    steps.add(
        () ->
            blocked.add(
                new BlockedPacket(
                    Bench.NOW,
                    Direction.OUT,
                    AddressFamily.IPV4,
                    "192.0.2.1",
                    "192.0.2.2",
                    "tcp",
                    OptionalInt.of(1),
                    "eth0",
                    1)));
    watch();
    assertThat(told).hasSize(2);
    assertThat(told.get(1).lastBlocked()).isEqualTo(blocked);
    assertThat(Files.readString(bench.places.run().resolve("state.json")))
        .doesNotContain("lastBlocked");
  }

  @Test
  void unchangedMachineIsAskedForItsCountersAlone() throws Exception {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    idle(1);
    steps.add(() -> bench.netfilter.faults().none());
    idle(5);
    watch();
    assertThat(bench.netfilter.faults().log())
        .hasSize(12)
        .containsOnly("iptables-save", "ip6tables-save");
  }

  @Test
  void whatHasNoOtherSignIsSeenInTime() throws Exception {
    bench.configure(Bench.MANY);
    bench.verbs().arm();
    idle(3);
    steps.add(
        () -> {
          try {
            String set = bench.netfilter.sets().get(0);
            bench.netfilter.restoreSets("flush " + set + "\n");
          } catch (ToolException e) {
            throw new AssertionError(e);
          }
        });
    idle(12);
    watch();
    assertThat(told).extracting(Report::state).containsExactly(State.ARMED, State.DEGRADED);
  }

  @Test
  void lookThatFailsIsAReportAndTheNextOneMayNot() throws Exception {
    Deque<Boolean> fails = new ArrayDeque<>(List.of(false, true, true, false));
    idle(3);
    watch(
        () -> {
          if (fails.remove()) {
            throw new IOException("the disk is on fire");
          }
          return looks.look(bench.machine);
        });
    assertThat(told)
        .extracting(Report::state)
        .containsExactly(State.DISARMED, State.UNKNOWN, State.DISARMED);
    assertThat(told.get(1).error().orElseThrow().message()).contains("the disk is on fire");
  }

  @Test
  void readerThatIsGoneShowsAfterAMinuteAndEndsIt() throws Exception {
    int[] tries = {0};
    Report report = looks.look(bench.machine);
    int[] pauses = {0};
    new Watch(() -> report, List::of)
        .run(
            each -> tries[0]++ == 0,
            pause -> {
              pauses[0]++;
              return false;
            });
    assertThat(tries[0]).isEqualTo(2);
    assertThat(pauses[0]).isEqualTo(60);
  }
}
