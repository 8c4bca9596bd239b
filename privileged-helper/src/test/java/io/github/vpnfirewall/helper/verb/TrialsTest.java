package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fake.FakeKernel;
import io.github.vpnfirewall.helper.fake.Faults;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.state.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Arming on trial: what it stores, who may begin one, and what confirms it. */
class TrialsTest extends TrialBench {
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
}
