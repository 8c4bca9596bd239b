package io.github.vpnfirewall.app.assistant;

import static io.github.vpnfirewall.app.assistant.Answers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.assistant.ArmStep.Mode;
import io.github.vpnfirewall.app.assistant.ArmStep.Phase;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArmStepTest {
  private static final Settings WANTED = Samples.settings("tun+");

  private final PendingWork work = new PendingWork();
  private final TestClock clock = new TestClock();
  private final ArmStep step =
      new ArmStep(Texts.of(Locale.ENGLISH), work, clock, Runnable::run, () -> {});

  @BeforeEach
  void begin() {
    step.observe(Answers.open(NOW, true));
    step.begin(WANTED, true);
  }

  private void reachTrial() {
    step.go();
    work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED));
    work.answer(Answers.onTrial(NOW.plusSeconds(60)));
    assertThat(step.phase().get()).isEqualTo(Phase.TRIAL);
  }

  @Test
  void trialCountsDownToTheRootSidesOwnMoment() {
    reachTrial();
    assertThat(work.asked()).containsExactly("configure", "try 60");
    assertThat(step.left().get()).isEqualTo(60);
    clock.now = NOW.plusMillis(12_500);
    step.tick();
    assertThat(step.left().get()).isEqualTo(48);
    clock.now = NOW.plusSeconds(90);
    step.tick();
    assertThat(step.left().get()).isZero();
    assertThat(step.phase().get()).isEqualTo(Phase.TRIAL); // only what is read back says otherwise
  }

  @Test
  void confirmingIsOrdinaryArming() {
    reachTrial();
    step.confirm();
    assertThat(step.phase().get()).isEqualTo(Phase.CONFIRMING);
    work.answer(Answers.done(Verb.ARM, State.ARMED));

    assertThat(work.asked()).containsExactly("configure", "try 60", "arm");
    assertThat(step.phase().get()).isEqualTo(Phase.ARMED);
    assertThat(step.done()).isTrue();
  }

  @Test
  void whatWasSeenBeforeItWasClosedEndsNoTrial() {
    reachTrial();
    step.observe(Answers.open(NOW, true));
    assertThat(step.phase().get()).isEqualTo(Phase.TRIAL);
    step.observe(Answers.onTrial(NOW.plusSeconds(1), NOW.plusSeconds(60), true));
    assertThat(step.phase().get()).isEqualTo(Phase.TRIAL);
    assertThat(step.tunnel().get()).contains("Everything leaves through tun0").contains("works");
  }

  @Test
  void trialThatRanOutIsSaidAndCanBeTriedAgainWithoutAPassword() {
    reachTrial();
    step.observe(Answers.open(NOW.plusSeconds(61), true));
    assertThat(step.phase().get()).isEqualTo(Phase.OPENED);

    step.go();
    assertThat(work.asked()).containsExactly("configure", "try 60", "try 60");
  }

  @Test
  void somebodyElseMayConfirm() {
    reachTrial();
    step.observe(Answers.closed(NOW.plusSeconds(5), true));
    assertThat(step.phase().get()).isEqualTo(Phase.ARMED);
  }

  @Test
  void confirmationThatFailsLeavesTheTrialRunning() {
    reachTrial();
    step.confirm();
    work.answer(new HelperResult.NoAgent());
    assertThat(step.phase().get()).isEqualTo(Phase.TRIAL);
    assertThat(step.problem().get()).startsWith("It is not confirmed.");
  }

  @Test
  void tunnelThatIsDownIsSaidDuringTheTrial() {
    reachTrial();
    step.observe(Answers.onTrial(NOW.plusSeconds(1), NOW.plusSeconds(60), false));
    assertThat(step.tunnel().get()).contains("Nothing leaves").contains("Connect your VPN");
  }

  @Test
  void armingThatFailsSaysThatTheSettingsAreStored() {
    step.mode().set(Mode.ARM);
    step.go();
    work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED));
    work.answer(Answers.refused(Verb.ARM, "not-enforced", "No iptables."));

    assertThat(step.phase().get()).isEqualTo(Phase.CHOOSING);
    assertThat(step.problem().get()).contains("settings are saved").contains("No iptables.");
    step.go();
    assertThat(work.asked()).containsExactly("configure", "arm", "arm");
  }

  @Test
  void onlyStoringArmsNothing() {
    step.mode().set(Mode.STORE);
    step.go();
    work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED));
    assertThat(step.phase().get()).isEqualTo(Phase.STORED);
    assertThat(work.asked()).containsExactly("configure");
  }

  @Test
  void whatIsArmedAlreadyGetsNoTrial() {
    step.observe(Answers.closed(NOW, true));
    step.begin(WANTED, true);
    assertThat(step.alreadyArmed()).isTrue();
    assertThat(step.mode().get()).isEqualTo(Mode.ARM);
    step.go();
    work.answer(Answers.done(Verb.CONFIGURE, State.ARMED));
    work.answer(Answers.done(Verb.ARM, State.ARMED));
    assertThat(work.asked()).containsExactly("configure", "arm");
    assertThat(step.phase().get()).isEqualTo(Phase.ARMED);
  }

  @Test
  void helperThatFailsInAnUnknownWayIsSaid() {
    step.go();
    work.call().completeExceptionally(new IllegalStateException("broken"));
    assertThat(step.phase().get()).isEqualTo(Phase.CHOOSING);
    assertThat(step.problem().get()).contains("broken");
  }

  @Test
  void tunnelIsNamedBeforeAnythingIsDone() {
    assertThat(step.tunnel().get()).isEqualTo("Your VPN is connected: tun0.");
    step.observe(Answers.open(NOW, false));
    assertThat(step.tunnel().get()).startsWith("Your VPN is not connected now.");
  }

  private static final class TestClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
