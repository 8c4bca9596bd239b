package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.state.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Arming on trial: what it stores, who ends it, and what a call that is cut off leaves. */
class TrialsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Bench bench = new Bench(FakeKernel.Variant.NFT);
  private final StateFiles files = bench.machine.files();
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

  private Report onTrial() throws IOException {
    Outcome outcome = bench.verbs().armOnTrial(MINUTE);
    assertThat(outcome.exit()).isZero();
    return outcome.report();
  }

  private void assertClosed() {
    for (AddressFamily family : AddressFamily.values()) {
      assertThat(bench.closed(family)).as(family.key()).isTrue();
    }
  }

  private void assertAsBefore() {
    assertThat(bench.everything()).isEqualTo(before);
  }

  private static String error(Outcome outcome) {
    return outcome.report().error().map(Problem::code).orElse("none");
  }

  private List<String> warnings() throws IOException {
    return bench.verbs().status().report().warnings().stream().map(Problem::code).toList();
  }

  /** What the keeper does, at this moment. */
  private void keep(String id) throws Exception {
    new Keeper(
            new StateFiles(bench.places, id),
            bench.machine.uptime(),
            () -> bench.verbs().endTrial(id).map(Outcome::exit).equals(Optional.of(Outcome.DONE)),
            pause -> bench.uptime = bench.uptime.plus(pause))
        .keep(id);
  }

  @Test
  void trialIsClosedAndSaysUntilWhenAndDoesNotOutliveAReboot() throws Exception {
    Report report = onTrial();
    assertThat(report.state()).isEqualTo(State.ARMED);
    assertThat(report.confirmBefore()).contains(Bench.NOW.plus(MINUTE));
    assertThat(report.warnings()).isEmpty();
    assertClosed();
    Report status = bench.verbs().status().report();
    assertThat(status.state()).isEqualTo(State.ARMED);
    assertThat(status.confirmBefore()).isEqualTo(report.confirmBefore());
    assertThat(status.warnings()).isEmpty();
    assertThat(Bench.files(bench.places.lib())).isEmpty();

    bench.reboot();
    bench.boot();
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DISARMED);
    assertThat(bench.open(AddressFamily.IPV4)).isTrue();
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
  void countingBeginsWhenItIsClosed() throws Exception {
    Duration start = bench.uptime;
    Trials trials = new Trials(bench.machine);
    Trial trial = trials.begin(MINUTE).orElseThrow();
    assertThat(trial.ends()).isEqualTo(start.plus(MINUTE));
    bench.uptime = start.plusSeconds(7); // so long did arming take
    Report armed =
        Report.failure(Optional.empty(), new Problem("x", null, "x"))
            .withConfirmBefore(Optional.of(Bench.NOW));
    Report report = trials.closed(trial, MINUTE, new Outcome(armed, 0)).report();
    assertThat(report.confirmBefore()).contains(Bench.NOW.plus(MINUTE));
    assertThat(files.trial().orElseThrow().ends()).isEqualTo(start.plus(MINUTE).plusSeconds(7));
  }

  @Test
  void plainArmingConfirmsForGood() throws Exception {
    onTrial();
    String id = bench.keepers.keySet().iterator().next();
    Outcome sure = bench.verbs().arm();
    assertThat(sure.exit()).isZero();
    assertThat(sure.report().confirmBefore()).isEmpty();
    assertThat(files.trial()).isEmpty();
    assertThat(files.lasting().flag()).isPresent();
    keep(id); // ends at once
    assertClosed();
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.ARMED);
    bench.reboot();
    bench.boot();
    assertClosed();
    bench.verbs().disarm();
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void whatWasArmedWhileOnTrialIsSince() throws Exception {
    Report trial = onTrial();
    assertThat(bench.verbs().arm().report().armedSince()).isEqualTo(trial.armedSince());
  }

  @Test
  void armedMachineIsNeverPutOnTrial() throws Exception {
    bench.verbs().arm();
    String armed = bench.everything();
    assertThat(error(bench.verbs().armOnTrial(MINUTE))).isEqualTo("already-armed");
    assertThat(bench.everything()).isEqualTo(armed);

    bench.flush(AddressFamily.IPV4, "filter"); // nor one that should be
    assertThat(error(bench.verbs().armOnTrial(MINUTE))).isEqualTo("already-armed");
    bench.reboot(); // nor one whose boot failed
    assertThat(error(bench.verbs().armOnTrial(MINUTE))).isEqualTo("already-armed");
    assertThat(bench.keepers).isEmpty();
  }

  @Test
  void unknownMachineIsNotPutOnTrial() throws Exception {
    bench.netfilter.faults().failAlways(tool -> tool.endsWith("-save"), Faults.Kind.BEFORE);
    assertThat(bench.verbs().armOnTrial(MINUTE).exit()).isEqualTo(Outcome.FAILED);
    bench.netfilter.faults().none();
    assertThat(bench.keepers).isEmpty();
    assertAsBefore();
  }

  @Test
  void secondTrialDoesNotRestartTheFirst() throws Exception {
    onTrial();
    Trial first = files.trial().orElseThrow();
    bench.uptime = bench.uptime.plusSeconds(30);
    assertThat(error(bench.verbs().armOnTrial(MINUTE))).isEqualTo("already-armed");
    assertThat(files.trial()).contains(first);
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

  @Test
  void repairingAndConfiguringKeepTheTrial() throws Exception {
    onTrial();
    bench.flush(AddressFamily.IPV6, "filter");
    assertThat(bench.verbs().status().report().state()).isEqualTo(State.DEGRADED);
    Outcome again = bench.verbs().armAgain();
    assertThat(again.exit()).isZero();
    assertThat(again.report().confirmBefore()).isPresent();
    Outcome configured = bench.configure(Bench.LAN);
    assertThat(configured.exit()).isZero();
    assertThat(configured.report().confirmBefore()).isPresent();
    assertThat(Bench.files(bench.places.lib())).isEmpty();
    keep(files.trial().orElseThrow().id());
    assertThat(bench.holdsOurs()).isFalse();
  }

  @Test
  void armingAgainDoesNotCloseWhatWasOpened() throws Exception {
    assertThat(error(bench.verbs().armAgain())).isEqualTo("not-armed");
    assertAsBefore();
    bench.verbs().arm();
    bench.reboot();
    assertThat(bench.verbs().armAgain().exit()).isZero(); // it should be closed
    assertClosed();
    assertThat(files.lasting().flag()).isPresent();
  }

  @Test
  void withoutAKeeperThereIsNoTrial() throws Exception {
    bench.keepersStart = false;
    Outcome outcome = bench.verbs().armOnTrial(MINUTE);
    assertThat(outcome.exit()).isEqualTo(Outcome.FAILED);
    assertThat(error(outcome)).isEqualTo("no-keeper");
    assertThat(outcome.report().state()).isEqualTo(State.DISARMED);
    assertAsBefore();
  }

  @Test
  void withoutSettingsNobodyIsAskedToKeepAnything() throws Exception {
    try (Bench bare = new Bench(FakeKernel.Variant.LEGACY)) {
      assertThat(error(bare.verbs().armOnTrial(MINUTE))).isEqualTo("no-settings");
      assertThat(bare.keepers).isEmpty();
    }
  }

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
  void settingTheClockChangesWhatIsShownAndNothingElse() throws Exception {
    onTrial();
    Trial trial = files.trial().orElseThrow();
    Duration later = bench.uptime.plusSeconds(20);
    Instant shown = trial.endsAt(later, Bench.NOW.plusSeconds(20).plusMillis(700));
    assertThat(shown).isEqualTo(Bench.NOW.plus(MINUTE));
    Instant yesterday = Bench.NOW.minus(Duration.ofDays(1));
    assertThat(trial.endsAt(later, yesterday)).isEqualTo(yesterday.plusSeconds(40));
    assertThat(trial.left(later)).isEqualTo(Duration.ofSeconds(40));
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
