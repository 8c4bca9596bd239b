package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.app.session.Autostart;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Switch;
import io.github.vpnfirewall.app.tray.Notice;
import io.github.vpnfirewall.app.tray.Notifier;
import io.github.vpnfirewall.app.tray.Tray;
import io.github.vpnfirewall.app.tray.TrayIcon;
import io.github.vpnfirewall.app.tray.TrayModel;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrayAppTest {
  private final AskedHelper helper = new AskedHelper();
  private final Desktop desktop = new Desktop();
  private final List<View> views = new ArrayList<>();
  private boolean quit;
  private TrayApp app;
  private Autostart autostart;
  @TempDir private Path home;

  @BeforeEach
  void open() {
    autostart = Autostart.in(name -> null, home);
    app =
        new TrayApp(
            helper,
            views::add,
            () -> quit = true,
            autostart,
            Texts.of(Locale.ENGLISH),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    app.show(desktop, desktop);
  }

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
  void clickOnALeakNeverOpens() {
    app.picture(Pictures.of(Protection.LEAKING));
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).containsOnly(Verb.ARM);
    app.chosen(Command.DISARM);
    assertThat(helper.asked).last().isEqualTo(Verb.DISARM);
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
  void leakIsClosedWithoutBeingAskedAndOnce() {
    app.picture(Pictures.of(Protection.PROTECTED));
    app.picture(Pictures.of(Protection.LEAKING));
    app.picture(Pictures.of(Protection.LEAKING));
    assertThat(helper.asked).containsExactly(Verb.ARM);
    assertThat(helper.again).as("nothing is confirmed that nobody confirmed").isEqualTo(1);
    assertThat(desktop.told)
        .containsExactly(
            "Leaking: Armed, but traffic gets out by eth0 (IPv4). VPN Firewall is closing it"
                + " again.");
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
  void whatIsBlockedAltogetherIsToldOnceAndRepairedIfThatAsksNobody() {
    helper.free.complete(true);
    Picture stuck = Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "It is damaged");
    app.picture(stuck);
    app.picture(stuck);
    assertThat(helper.asked).containsExactly(Verb.ARM);
    assertThat(helper.again).isEqualTo(1);
    assertThat(desktop.told)
        .singleElement()
        .asString()
        .startsWith("Blocking: Everything is blocked, the VPN too")
        .contains("It is damaged", "Arm again", "sudo vpnfirewall disarm");
  }

  @Test
  void whatIsBlockedAltogetherWaitsForAPersonWhereAPasswordIsNeeded() {
    helper.free.complete(false);
    app.picture(Pictures.of(Protection.BLOCKING, Reason.BLOCKED_ALTOGETHER, "It is damaged"));
    assertThat(helper.asked).isEmpty();
    assertThat(helper.looked).containsExactly(Verb.ARM);
    app.chosen(Command.TOGGLE);
    assertThat(helper.asked).as("a click repairs").containsExactly(Verb.ARM);
    app.chosen(Command.DISARM);
    assertThat(helper.asked).containsExactly(Verb.ARM, Verb.DISARM);
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
  void sameFailureToCloseALeakIsToldOnce() {
    HelperResult failure = new HelperResult.Failed(Cause.NO_AUTHORITY, "no bus");
    helper.ready = Optional.of(failure);
    TrayApp later =
        new TrayApp(
            helper,
            views::add,
            () -> quit = true,
            autostart,
            Texts.of(Locale.ENGLISH),
            new SteppingClock());
    later.show(desktop, desktop);
    for (int i = 0; i < 5; i++) {
      later.picture(Pictures.of(Protection.LEAKING));
    }
    assertThat(helper.asked).hasSizeGreaterThan(2);
    assertThat(desktop.told).hasSize(2).last().asString().startsWith("Arming did not work");
  }

  @Test
  void armingWithoutSettingsLeadsToTheAssistant() {
    app.picture(Pictures.of(Protection.EXPOSED));
    app.chosen(Command.TOGGLE);
    helper
        .answers
        .get(0)
        .complete(
            new HelperResult.Reported(
                Samples.failure(
                    Verb.ARM, State.DISARMED, new Problem("no-settings", null, "No settings yet")),
                1));
    assertThat(views).containsExactly(View.ASSISTANT);
    assertThat(desktop.told).isEmpty();
  }

  @Test
  void repairThatNobodyAskedForOpensNoWindow() {
    helper.free.complete(true);
    app.picture(Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "It is damaged"));
    helper
        .answers
        .get(0)
        .complete(
            new HelperResult.Reported(
                Samples.failure(
                    Verb.ARM, State.DEGRADED, new Problem("no-settings", null, "No settings yet")),
                1));
    assertThat(views).isEmpty();
    assertThat(desktop.told).last().asString().contains("No settings yet");
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
  void disarmingElsewhereWhileALeakIsClosedIsNoFailure() {
    app.picture(Pictures.of(Protection.PROTECTED));
    app.picture(Pictures.of(Protection.LEAKING));
    helper
        .answers
        .get(0)
        .complete(
            new HelperResult.Reported(
                Samples.failure(
                    Verb.ARM, State.DISARMED, new Problem("not-armed", null, "Not armed")),
                1));
    app.picture(Pictures.of(Protection.EXPOSED));
    assertThat(desktop.told).hasSize(2).last().asString().startsWith("Exposed");
  }

  @Test
  void withoutATrayTheWindowOpens() {
    app.visibilityChanged(true);
    assertThat(views).isEmpty();
    app.visibilityChanged(false);
    assertThat(views).containsExactly(View.STATUS);
  }

  private static final class Desktop implements Tray, Notifier {
    private final List<TrayModel> shown = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Override
    public void show(TrayModel model) {
      shown.add(model);
    }

    @Override
    public boolean visible() {
      return true;
    }

    @Override
    public void notify(Notice notice) {
      told.add(notice.title() + ": " + notice.body());
    }

    @Override
    public void close() {
      throw new AssertionError("not the tray app's to close");
    }
  }

  /** A minute passes with every look at it. */
  private static final class SteppingClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant instant() {
      now = now.plusSeconds(60);
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
