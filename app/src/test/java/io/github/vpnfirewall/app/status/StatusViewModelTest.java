package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StatusViewModelTest {
  private final Texts texts = Texts.of(Locale.ENGLISH);
  private final PendingActions actions = new PendingActions();
  private final AtomicReference<Instant> now = new AtomicReference<>(Pictures.NOW);
  private final StatusViewModel model =
      new StatusViewModel(
          texts,
          new StatusPresenter(texts, Locale.UK, ZoneOffset.UTC),
          actions,
          new Clock() {
            @Override
            public Instant instant() {
              return now.get();
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              throw new UnsupportedOperationException();
            }
          },
          Runnable::run);

  @Test
  void beforeTheFirstPictureNothingIsClaimedAndNothingCanBePressed() {
    model.pressMain();

    assertThat(model.face().get().emblem()).isEqualTo(Emblem.BUSY);
    assertThat(actions.asked()).isEmpty();
  }

  @Test
  void bigButtonArmsWhatIsExposed() {
    model.show(Pictures.exposed());
    model.pressMain();

    assertThat(actions.asked()).containsExactly("arm");
  }

  @Test
  void bigButtonDisarmsWhatIsClosed() {
    for (Picture picture : List.of(Pictures.isProtected(), Pictures.blocking())) {
      model.show(picture);
      model.pressMain();
      actions.answer(done());
    }

    assertThat(actions.asked()).containsExactly("disarm", "disarm");
  }

  @Test
  void leakArmsAgainOrDisarms() {
    model.show(Pictures.leaking());
    model.pressMain();
    actions.answer(done());
    model.pressSecond();

    assertThat(actions.asked()).containsExactly("arm", "disarm");
  }

  @Test
  void fromThePressOnItIsBusyUntilTheHelperAnswered() {
    model.show(Pictures.exposed());
    model.pressMain();

    assertThat(model.face().get().word()).isEqualTo("Arming…");
    assertThat(model.face().get().main().wish()).isEqualTo(Wish.NOTHING);

    model.pressMain();
    model.show(Pictures.exposed());
    model.pressMain();

    assertThat(actions.asked()).containsExactly("arm");

    actions.answer(done());

    assertThat(model.face().get().word()).isEqualTo("Exposed");
  }

  @Test
  void everyFailureHasItsOwnWords() {
    Set<String> said = new HashSet<>();
    List<HelperResult> failures =
        List.of(
            new HelperResult.Dismissed(),
            new HelperResult.NotAuthorized(),
            new HelperResult.NoAgent(),
            new HelperResult.NotInstalled("/usr/bin/pkexec"),
            new HelperResult.TimedOut(Duration.ofSeconds(60)),
            new HelperResult.Garbled(0, "no JSON"));
    model.show(Pictures.exposed());
    for (HelperResult failure : failures) {
      model.pressMain();
      actions.answer(failure);
      said.add(model.problem().get());
    }

    assertThat(said).hasSameSizeAs(failures).doesNotContain("");
  }

  @Test
  void nextPressOrDismissalTakesTheProblemAway() {
    model.show(Pictures.exposed());
    model.pressMain();
    actions.answer(new HelperResult.Dismissed());
    assertThat(model.problem().get()).isNotEmpty();

    model.dismissProblem();
    assertThat(model.problem().get()).isEmpty();

    model.pressMain();
    actions.fail(new IllegalStateException("broken"));
    assertThat(model.problem().get()).contains("broken");

    model.pressMain();
    assertThat(model.problem().get()).isEmpty();
  }

  @Test
  void tunnelHasAChartWhileItIsUp() {
    model.show(Pictures.blocking());
    model.tick();
    assertThat(model.trafficChart().get()).isEmpty();

    for (int second = 0; second < 3; second++) {
      model.show(Pictures.busyTunnel(second));
    }
    model.tick();

    assertThat(model.trafficChart().get().orElseThrow().legend().get(1)).isEqualTo("150 kB/s sent");

    model.show(Pictures.blocking());
    model.show(Pictures.busyTunnel(4));
    model.tick();

    assertThat(model.trafficChart().get().orElseThrow().legend().get(1))
        .as("it was down meanwhile")
        .isEqualTo("– sent");
  }

  @Test
  void blockedPacketsHaveAChartWhileTheHelperWatches() {
    model.show(Pictures.isProtected());
    model.attend(true, false);
    model.tick();
    assertThat(model.blockedChart().get()).isEmpty();
    assertThat(model.face().get().last()).isEmpty();

    actions.report(Pictures.watched(0));
    model.tick();
    assertThat(model.blockedChart().get()).isPresent();
    assertThat(model.face().get().last()).hasSize(4);

    actions.end(new HelperResult.NotAuthorized());
    assertThat(model.blockedChart().get()).isEmpty();
    assertThat(model.face().get().last()).isEmpty();
  }

  @Test
  void lookingAgainAlsoTriesWhatWasRefused() {
    model.attend(true, false);
    actions.end(new HelperResult.NotAuthorized());
    model.attend(true, false);
    assertThat(actions.watched()).hasSize(1);

    model.refresh();
    model.attend(true, false);

    assertThat(actions.asked()).containsExactly("refresh");
    assertThat(actions.watched()).hasSize(2);
  }

  @Test
  void helperThatIsInstalledMeanwhileIsAskedToWatch() {
    model.show(Pictures.unknown());
    model.attend(true, false);
    actions.end(new HelperResult.NotInstalled("/usr/lib/vpnfirewall/vpnfirewall-helper"));
    model.show(Pictures.exposed());
    model.attend(true, false);

    assertThat(actions.watched()).hasSize(2);
  }

  @Test
  void trialIsKeptByArming() {
    model.show(Pictures.isProtected());
    model.confirm();

    assertThat(actions.asked()).containsExactly("arm");
  }

  @Test
  void timeThatGoesByIsSaid() {
    model.show(Pictures.isProtected());
    assertThat(model.face().get().doors().get(0).checked()).isEqualTo("tested just now");

    now.set(Pictures.NOW.plusSeconds(30));
    model.tick();

    assertThat(model.face().get().doors().get(0).checked()).isEqualTo("tested 33 s ago");
  }

  @Test
  void settingsAreAskedFor() {
    model.openSettings();

    assertThat(actions.asked()).containsExactly("settings");
  }

  private static HelperResult done() {
    return new Reported(Samples.report(Verb.ARM, State.ARMED), 0);
  }
}
