package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.MenuEntry;
import io.github.vpnfirewall.app.tray.MenuEntry.Choice;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.TrayIcon;
import io.github.vpnfirewall.app.tray.TrayModel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrayPresenterTest {
  private final TrayPresenter presenter =
      new TrayPresenter(Texts.of(Locale.ENGLISH), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "PROTECTED, PROTECTED, Protected, Disarm…",
    "BLOCKING,  BLOCKING,  Blocking,  Disarm…",
    "EXPOSED,   EXPOSED,   Exposed,   Arm",
    "LEAKING,   LEAKING,   Leaking,   Arm again",
    "UNKNOWN,   UNKNOWN,   Unknown,   Arm"
  })
  void everyStateHasItsIconItsWordAndItsToggle(
      Protection protection, TrayIcon icon, String title, String toggle) {
    TrayModel model = presenter.model(Pictures.of(protection), false);
    assertThat(model.icon()).isEqualTo(icon);
    assertThat(model.title()).isEqualTo(title);
    assertThat(choices(model).get(0)).isEqualTo(new Choice(Command.TOGGLE, toggle, true));
    assertThat(model.attention()).isEqualTo(protection == Protection.LEAKING);
  }

  @Test
  void noTwoStatesLookAlike() {
    Set<TrayIcon> icons = EnumSet.of(TrayIcon.BUSY);
    for (Protection protection : Protection.values()) {
      assertThat(icons.add(presenter.model(Pictures.of(protection), false).icon())).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Protection.class)
  void whileTheHelperWorksTheToggleRests(Protection protection) {
    for (Task task : EnumSet.complementOf(EnumSet.of(Task.NONE))) {
      TrayModel model = presenter.model(Pictures.of(protection, task), false);
      assertThat(model.icon()).isEqualTo(TrayIcon.BUSY);
      assertThat(model.title()).endsWith("…");
      assertThat(model.attention()).isFalse();
      assertThat(choices(model).stream().filter(Choice::enabled).map(Choice::command))
          .doesNotContain(Command.TOGGLE, Command.DISARM)
          .contains(Command.QUIT);
    }
  }

  @Test
  void withoutTheHelperNothingCanBeToggled() {
    TrayModel model = presenter.model(Pictures.withoutHelper(), false);
    assertThat(choices(model).get(0).enabled()).isFalse();
    assertThat(model.icon()).isEqualTo(TrayIcon.UNKNOWN);
  }

  @Test
  void leakCanAlsoBeEndedByOpeningOnPurpose() {
    for (Protection protection : Protection.values()) {
      List<Command> commands =
          choices(presenter.model(Pictures.of(protection), false)).stream()
              .map(Choice::command)
              .toList();
      assertThat(commands.contains(Command.DISARM)).isEqualTo(protection == Protection.LEAKING);
      assertThat(commands)
          .containsSubsequence(
              Command.TOGGLE,
              Command.SHOW_STATUS,
              Command.LEAK_TEST,
              Command.SHOW_SETTINGS,
              Command.SET_UP,
              Command.ABOUT,
              Command.QUIT);
    }
  }

  @ParameterizedTest
  @CsvSource({"en, Arm again", "de, Erneut scharf schalten"})
  void whatIsBlockedAltogetherSaysWhyAndBothWaysOn(String language, String again) {
    TrayPresenter words =
        new TrayPresenter(Texts.of(Locale.forLanguageTag(language)), ZoneOffset.UTC);
    for (Reason reason : List.of(Reason.BOOT_BLOCKED, Reason.BLOCKED_ALTOGETHER)) {
      TrayModel model =
          words.model(Pictures.of(Protection.BLOCKING, reason, "It is damaged"), false);
      assertThat(model.icon()).isEqualTo(TrayIcon.BLOCKING);
      assertThat(model.attention()).isTrue();
      assertThat(model.tooltip()).contains("It is damaged", "sudo vpnfirewall disarm");
      assertThat(choices(model).subList(0, 2))
          .extracting(Choice::command)
          .containsExactly(Command.TOGGLE, Command.DISARM);
      assertThat(choices(model).get(0)).isEqualTo(new Choice(Command.TOGGLE, again, true));
      assertThat(labels(model)).last().asString().endsWith(": sudo vpnfirewall disarm");
    }
  }

  @Test
  void wayOutStandsOnlyWhereSomebodyMayLookForIt() {
    for (Protection protection : Protection.values()) {
      assertThat(labels(presenter.model(Pictures.of(protection), false))).hasSize(1);
    }
    assertThat(labels(presenter.model(Pictures.withoutHelper(), false)))
        .last()
        .isEqualTo("Way out: sudo vpnfirewall disarm");
  }

  private static List<String> labels(TrayModel model) {
    return model.menu().stream()
        .filter(MenuEntry.Label.class::isInstance)
        .map(entry -> ((MenuEntry.Label) entry).label())
        .toList();
  }

  @Test
  void trialSaysUntilWhenAndCanBeConfirmed() {
    Instant end = Instant.parse("2026-01-02T14:03:00Z");
    TrayModel model =
        presenter.model(Pictures.onTrial(Protection.BLOCKING, end, end.minusSeconds(30)), false);
    assertThat(model.tooltip()).endsWith(" Opens again at 14:03 unless confirmed.");
    assertThat(choices(model).subList(0, 2))
        .containsExactly(
            new Choice(Command.TOGGLE, "Disarm…", true),
            new Choice(Command.ARM, "Stay armed", true));
    assertThat(presenter.model(Pictures.onTrial(Protection.EXPOSED, end, end), false).tooltip())
        .doesNotContain("14:03");
  }

  @Test
  void menuBeginsWithWhatIsTrue() {
    assertThat(presenter.model(Pictures.of(Protection.PROTECTED), false).menu().get(0))
        .isEqualTo(new MenuEntry.Label("Protected: Everything leaves through tun0."));
  }

  @Test
  void longReasonIsCutInTheMenuAndWholeInTheTooltip() {
    String why = "It failed. ".repeat(20);
    TrayModel model = presenter.model(unread(why), false);
    assertThat(((MenuEntry.Label) model.menu().get(0)).label()).hasSizeLessThanOrEqualTo(90);
    assertThat(model.tooltip()).contains(why);
  }

  @Test
  void reasonThatJustFitsIsNotCut() {
    String begin = "Unknown: The firewall could not be read. ";
    for (int more : List.of(90 - begin.length(), 91 - begin.length())) {
      String label = labels(presenter.model(unread("x".repeat(more)), false)).get(0);
      assertThat(label).startsWith(begin).hasSize(90);
      assertThat(label.endsWith("…")).isEqualTo(more == 91 - begin.length());
    }
  }

  private static Picture unread(String why) {
    return Pictures.of(Protection.UNKNOWN, Reason.KERNEL_UNREAD, why);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void startAtLoginIsSwitchedInTheMenu(boolean on) {
    assertThat(presenter.model(Pictures.of(Protection.EXPOSED), on).menu())
        .contains(new MenuEntry.Switch(Command.AUTOSTART, "Start at login", on));
  }

  private static List<Choice> choices(TrayModel model) {
    return model.menu().stream().filter(Choice.class::isInstance).map(Choice.class::cast).toList();
  }
}
