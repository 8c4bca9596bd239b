package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The end of a trial: who opens, when, and that a call or a keeper that is cut off leaves nothing
 * open or shut.
 */
class TrialEndTest extends TrialBench {
  @Test
  void killedKeeperLeavesItClosedAndStatusSaysSo() throws Exception {
    onTrial();
    String id = files.trial().orElseThrow().id();
    bench.killKeeper(id);
    assertThat(warnings()).containsExactly("trial-unkept");
    bench.uptime = bench.uptime.plusSeconds(61);
    assertThat(warnings()).containsExactly("trial-unkept");
    bench.uptime = bench.uptime.plusSeconds(60);
    assertThat(warnings()).containsExactly("trial-overdue");
    assertThat(bench.verbs().armAgain().report().state()).isEqualTo(State.ARMED);
    assertClosed();
    keep(id); // started again, as systemd does
    assertAsBefore();
  }

  @Test
  void keeperTriesUntilItWorks() throws Exception {
    onTrial();
    int[] tries = {0};
    String id = files.trial().orElseThrow().id();
    new Keeper(
            files,
            bench.machine.uptime(),
            () -> {
              tries[0]++;
              if (tries[0] == 1) {
                throw new IOException("busy");
              }
              return tries[0] > 3 && bench.verbs().disarm().exit() == Outcome.DONE;
            },
            pause -> bench.uptime = bench.uptime.plus(pause))
        .keep(id);
    assertThat(tries[0]).isEqualTo(4);
    assertAsBefore();
  }

  /** As while its keeper waited for the lock: it was confirmed, or its end moved when it closed. */
  @Test
  void trialThatHasNotEndedIsNotOpened() throws Exception {
    onTrial();
    String id = files.trial().orElseThrow().id();
    bench.uptime = bench.uptime.plus(MINUTE).minusMillis(10);
    assertThat(bench.verbs().endTrial(id)).isEmpty();
    assertThat(bench.verbs().endTrial("0123456789abcdef")).isEmpty();
    assertClosed();

    bench.verbs().arm();
    bench.uptime = bench.uptime.plus(MINUTE);
    assertThat(bench.verbs().endTrial(id)).isEmpty();
    assertClosed();
  }

  @Test
  void keeperOfATrialThatWasSleptThroughOpensAtOnce() throws Exception {
    onTrial();
    bench.uptime = bench.uptime.plus(Duration.ofHours(8));
    Duration start = bench.uptime;
    keep(files.trial().orElseThrow().id());
    assertThat(bench.uptime).isEqualTo(start);
    assertAsBefore();
  }

  @Test
  void confirmationThatCannotBeStoredStillEndsTheTrial() throws Exception {
    onTrial();
    String id = files.trial().orElseThrow().id();
    Path inTheWay = bench.places.lib().resolve("armed.new/x");
    Files.createDirectories(inTheWay);
    Outcome sure = bench.verbs().arm();
    assertThat(error(sure)).isEqualTo("not-stored");
    keep(id);
    assertClosed();
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.ARMED);
    assertThat(warnings()).containsExactly("not-lasting");
    Files.delete(inTheWay);
    assertThat(bench.verbs().armAgain().exit()).isZero();
    assertThat(warnings()).isEmpty();
    bench.verbs().disarm();
    assertAsBefore();
  }

  @Test
  void fileThatIsNoTrialOpensNothing() throws Exception {
    onTrial();
    Path file = bench.places.trial().resolve("trial");
    String id = files.trial().orElseThrow().id();
    for (String text :
        List.of(
            "", "x", id, id + "\nsoon\n" + Bench.NOW + "\n", id + "\n1\nnever\n", "../x\n1\n2\n")) {
      Files.writeString(file, text);
      assertThat(files.trial()).as(text).isEmpty();
      keep(id);
      assertClosed();
    }
    assertThat(warnings()).containsExactly("not-lasting");
  }

  @Test
  void trialOpensAtItsEndAndNotBefore() throws Exception {
    onTrial();
    Duration start = bench.uptime;
    String id = bench.keepers.keySet().iterator().next();
    keep(id);
    assertThat(bench.uptime.minus(start)).isEqualTo(MINUTE);
    assertAsBefore();
  }

  @Test
  void trialAfterTheFirstIsAnotherOne() throws Exception {
    onTrial();
    String first = files.trial().orElseThrow().id();
    bench.verbs().disarm();
    assertAsBefore();
    onTrial();
    assertThat(files.trial().orElseThrow().id()).isNotEqualTo(first);
    keep(first); // the old keeper, which was late to see it: it opens nothing
    assertClosed();
    assertThat(files.trial()).isPresent();
  }

  /** Wherever a call is cut off: open as before, or closed; and the keeper opens in any case. */
  @Test
  void cutOffAnywhereItIsAsBeforeOrClosedAndOpensInTheEnd() throws Exception {
    for (Faults.Kind kind : new Faults.Kind[] {Faults.Kind.BEFORE, Faults.Kind.AFTER}) {
      for (int call = 0; call < 200; call++) {
        bench.netfilter.faults().failAt(call, kind);
        Outcome outcome = bench.verbs().armOnTrial(MINUTE);
        boolean happened = bench.netfilter.faults().happened();
        bench.netfilter.faults().none();
        if (outcome.report().state() != State.DISARMED
            && outcome.report().state() != State.UNKNOWN) {
          assertClosed();
        }
        assertThat(files.lasting().flag()).isEmpty();
        if (files.trial().isPresent()) {
          keep(files.trial().get().id());
        }
        assertThat(bench.holdsOurs()).as("call %d %s", call, kind).isFalse();
        bench.keepers.keySet().forEach(bench::killKeeper);
        bench.keepers.clear();
        if (!happened) {
          break;
        }
        assertThat(call).isLessThan(199);
      }
    }
  }
}
