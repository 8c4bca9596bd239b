package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Switch;
import io.github.vpnfirewall.app.tray.TrayIcon;
import io.github.vpnfirewall.app.tray.TrayModel;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tray process shows, and what a click does. */
class TrayAppTest extends TrayAppRig {
  @Test
  void everyPictureIsShown() {
    app.picture(Pictures.of(Protection.EXPOSED));
    app.picture(Pictures.of(Protection.EXPOSED, Task.ARMING));
    app.picture(Pictures.of(Protection.PROTECTED));
    assertThat(desktop.shown)
        .extracting(TrayModel::icon)
        .containsExactly(TrayIcon.EXPOSED, TrayIcon.BUSY, TrayIcon.PROTECTED);
    assertThat(desktop.told).containsExactly("Protected: Everything leaves through tun0.");
  }

  @ParameterizedTest
  @CsvSource({"EXPOSED, ARM", "UNKNOWN, ARM", "PROTECTED, DISARM", "BLOCKING, DISARM"})
  void clickTogglesWhatIsTrue(Protection protection, Verb verb) {
    app.picture(Pictures.of(protection));
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).containsExactly(verb);
  }

  @Test
  void buttonOfANotificationNeverOpens() {
    app.chosen(Command.ARM);
    app.picture(Pictures.of(Protection.EXPOSED, Task.ARMING));
    app.chosen(Command.ARM);
    assertThat(helper.asked).isEmpty();
    for (Protection protection : Protection.values()) {
      app.picture(Pictures.of(protection));
      app.chosen(Command.ARM);
    }
    assertThat(helper.asked).containsOnly(Verb.ARM);
  }

  @Test
  void buttonOfANotificationCloses() {
    app.picture(Pictures.of(Protection.EXPOSED));
    app.chosen(Command.ARM);
    assertThat(helper.asked).containsExactly(Verb.ARM);
    assertThat(helper.again).as("somebody asked for it").isZero();
  }

  @Test
  void whatWasSeenBeforeThereWasATrayIsShownInItAtOnce() {
    TrayApp early = app(Clock.systemUTC());
    early.picture(Pictures.of(Protection.EXPOSED));
    early.chosen(Command.AUTOSTART);
    assertThat(autostart.enabled()).isTrue();
    assertThat(desktop.shown).isEmpty();
    early.show(desktop, desktop);
    assertThat(desktop.shown).extracting(TrayModel::icon).containsExactly(TrayIcon.EXPOSED);
  }

  @Test
  void clickWhileTheHelperWorksOrBeforeAnythingIsKnownDoesNothing() {
    app.chosen(Command.TOGGLE);
    app.picture(Pictures.of(Protection.EXPOSED, Task.ARMING));
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).isEmpty();
    assertThat(views).isEmpty();
  }

  @Test
  void clickWithoutTheHelperShowsWhy() {
    app.picture(Pictures.withoutHelper());
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).isEmpty();
    assertThat(views).containsExactly(View.STATUS);
  }

  @Test
  void missingReportIsAskedForOnceAndUntilThenNothingIsClaimed() {
    helper.free.complete(true);
    app.picture(Pictures.withoutReport());
    app.picture(Pictures.withoutReport());
    assertThat(helper.asked).containsExactly(Verb.STATUS);
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).as("a click comes too early").containsExactly(Verb.STATUS);
    assertThat(desktop.shown).extracting(TrayModel::icon).containsOnly(TrayIcon.BUSY);
    assertThat(desktop.shown).extracting(TrayModel::title).containsOnly("Looking…");
    helper.answers.get(0).complete(new HelperResult.NoAgent());
    assertThat(desktop.told).isEmpty();
    app.picture(Pictures.withoutReport());
    assertThat(desktop.shown.get(desktop.shown.size() - 1).icon()).isEqualTo(TrayIcon.EXPOSED);
  }

  @Test
  void lookThatWouldAskForAPasswordIsNotTakenAndWhatIsKnownIsShown() {
    app.picture(Pictures.withoutReport());
    helper.free.complete(false);
    assertThat(desktop.shown)
        .extracting(TrayModel::icon)
        .containsExactly(TrayIcon.BUSY, TrayIcon.EXPOSED);
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void failureIsToldAndItsReason() {
    app.picture(Pictures.of(Protection.EXPOSED));
    app.chosen(Command.TOGGLE);
    helper.answers.get(0).complete(new HelperResult.NotAuthorized());
    assertThat(desktop.told)
        .containsExactly(
            "Arming did not work: The password was not right, or you may not do this. Nothing was"
                + " changed.");
  }

  @Test
  void successAndDismissalAreNotTold() {
    app.picture(Pictures.of(Protection.PROTECTED));
    app.chosen(Command.TOGGLE);
    app.chosen(Command.TOGGLE);
    helper.answers.get(0).complete(new HelperResult.Dismissed());
    helper
        .answers
        .get(1)
        .complete(new HelperResult.Reported(Samples.report(Verb.DISARM, State.DISARMED), 0));
    assertThat(desktop.told).isEmpty();
  }

  @Test
  void armingWithoutSettingsLeadsToTheAssistant() {
    app.picture(Pictures.of(Protection.EXPOSED));
    app.chosen(Command.TOGGLE);
    helper
        .answers
        .get(0)
        .complete(Samples.refusal(Verb.ARM, State.DISARMED, "no-settings", "No settings yet"));
    assertThat(views).containsExactly(View.ASSISTANT);
    assertThat(desktop.told).isEmpty();
  }

  @Test
  void menuLeadsToTheWindowsAndOut() {
    app.chosen(Command.SHOW_STATUS);
    app.chosen(Command.LEAK_TEST);
    app.chosen(Command.SHOW_SETTINGS);
    app.chosen(Command.SET_UP);
    app.chosen(Command.ABOUT);
    assertThat(views)
        .containsExactly(View.STATUS, View.LEAK_TEST, View.SETTINGS, View.ASSISTANT, View.ABOUT);
    app.chosen(Command.QUIT);
    assertThat(quit).isTrue();
    assertThat(helper.asked).isEmpty();
  }

  @Test
  void startAtLoginIsSwitchedAndShownAtOnce() {
    app.picture(Pictures.of(Protection.PROTECTED));
    app.chosen(Command.AUTOSTART);
    assertThat(autostart.enabled()).isTrue();
    assertThat(startsAtLogin()).isTrue();
    app.chosen(Command.AUTOSTART);
    assertThat(autostart.enabled()).isFalse();
    assertThat(startsAtLogin()).isFalse();
  }

  private boolean startsAtLogin() {
    return desktop.shown.get(desktop.shown.size() - 1).menu().stream()
        .filter(Switch.class::isInstance)
        .map(Switch.class::cast)
        .findFirst()
        .orElseThrow()
        .on();
  }

  @Test
  void startAtLoginCanBeSwitchedBeforeAnythingIsKnown() {
    app.chosen(Command.AUTOSTART);
    assertThat(autostart.enabled()).isTrue();
    assertThat(desktop.shown).isEmpty();
  }

  @Test
  void withoutATrayTheWindowOpens() {
    app.visibilityChanged(true);
    assertThat(views).isEmpty();
    app.visibilityChanged(false);
    assertThat(views).containsExactly(View.STATUS);
  }
}
