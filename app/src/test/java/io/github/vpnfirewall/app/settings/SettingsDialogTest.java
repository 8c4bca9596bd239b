package io.github.vpnfirewall.app.settings;

import static io.github.vpnfirewall.app.settings.SettingsRobot.apply;
import static io.github.vpnfirewall.app.settings.SettingsRobot.input;
import static io.github.vpnfirewall.app.settings.SettingsRobot.page;
import static io.github.vpnfirewall.app.settings.SettingsRobot.press;
import static io.github.vpnfirewall.app.settings.SettingsRobot.relabel;
import static io.github.vpnfirewall.app.settings.SettingsRobot.retype;
import static io.github.vpnfirewall.app.settings.SettingsRobot.table;
import static io.github.vpnfirewall.app.settings.SettingsRobot.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What is applied and what is lost: the dialog around its pages. */
@ExtendWith(ApplicationExtension.class)
class SettingsDialogTest {
  private final PendingConfigure helper = new PendingConfigure();
  private final Settings stored = Pictures.settings();
  private SettingsDialog dialog;

  @Start
  void start(Stage ignored) {
    dialog =
        SettingsDialog.open(
            null, Texts.of(Locale.ENGLISH), Theme.LIGHT, Pictures.seen(stored), helper);
  }

  @Test
  void helpersErrorStandsAtItsFieldAndTheDialogStays(FxRobot robot) {
    relabel(robot);
    robot.interact(
        () -> robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().select(3));
    press(robot, "#apply");

    answer(PendingConfigure.refused("$.servers[1].port", "This port is taken."));

    assertThat(dialog.stage().isShowing()).isTrue();
    assertThat(robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().getSelectedIndex())
        .isZero();
    assertThat(table(robot).getSelectionModel().getSelectedIndex()).isOne();
    assertThat(text(robot, "#detail")).isEqualTo("Row 2: This port is taken.");
    assertThat(text(robot, "#noticeText")).startsWith("Nothing was changed.");
  }

  @Test
  void helpersErrorIsShownOnAPageThatNobodyHasOpened(FxRobot robot) {
    relabel(robot);
    press(robot, "#apply");

    answer(PendingConfigure.refused("$.tunnel.clientUsers[0]", "This user is taken."));

    assertThat(robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().getSelectedIndex())
        .isEqualTo(3);
    assertThat(text(robot, "#usersError")).isEqualTo("This user is taken.");
    assertThat(robot.lookup("#usersError").query().isVisible()).isTrue();
  }

  @Test
  void warningsAreShownAndThenItCanBeClosed(FxRobot robot) {
    relabel(robot);
    press(robot, "#apply");

    answer(PendingConfigure.done(new Problem("server-any", "$.servers[0]", "That is wide.")));

    assertThat(dialog.stage().isShowing()).isTrue();
    assertThat(text(robot, "#noticeText")).startsWith("Saved.");
    assertThat(robot.lookup("#noticeLines .label").queryAs(Labeled.class).getText())
        .contains("That is wide.");
    press(robot, "#close");
    assertThat(dialog.stage().isShowing()).isFalse();
  }

  @Test
  void refusedPasswordIsSaidAndNothingIsLost(FxRobot robot) {
    relabel(robot);
    press(robot, "#apply");

    answer(new HelperResult.Dismissed());

    assertThat(text(robot, "#noticeText")).startsWith("You closed the password dialog.");
    assertThat(table(robot).getItems().get(0).title()).isEqualTo("Tacoma");
    assertThat(apply(robot)).isTrue();
  }

  @Test
  void cancelAsksBeforeChangesAreLost(FxRobot robot) {
    relabel(robot);
    robot.clickOn("#close");
    robot.clickOn("Keep editing");
    assertThat(dialog.stage().isShowing()).isTrue();

    robot.type(KeyCode.ESCAPE);
    robot.clickOn("Discard");
    assertThat(dialog.stage().isShowing()).isFalse();
    assertThat(helper.calls()).isZero();
  }

  @Test
  void closingCanApplyFirst(FxRobot robot) {
    relabel(robot);
    robot.clickOn("#close");
    robot.clickOn(
        robot.lookup(".dialog-pane .button").queryAllAs(Button.class).stream()
            .filter(button -> button.getText().equals("Apply"))
            .findAny()
            .orElseThrow());

    assertThat(helper.asked().servers().get(0).label()).contains("Tacoma");
    answer(PendingConfigure.done());
    assertThat(dialog.stage().isShowing()).isFalse();
  }

  @Test
  void whatCannotBeAppliedCanOnlyBeDiscarded(FxRobot robot) {
    press(robot, "#addServer");
    robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);

    assertThat(robot.lookup(".dialog-pane .button").queryAllAs(Button.class))
        .extracting(Button::getText)
        .containsExactlyInAnyOrder("Discard", "Keep editing");
    robot.clickOn("Discard");
    assertThat(dialog.stage().isShowing()).isFalse();
  }

  @Test
  void whatApplyChangesIsSaidBefore(FxRobot robot) {
    assertThat(robot.lookup("#changes").query().isVisible()).isFalse();

    page(robot, 2);
    robot.clickOn("#allow");

    assertThat(robot.lookup("#changes").query().isVisible()).isTrue();
    assertThat(text(robot, "#changesTitle")).contains("The firewall is armed");
    assertThat(robot.lookup("#changesLines .label").queryAs(Labeled.class).getText())
        .isEqualTo("• Local network: no longer allowed");
  }

  @Test
  void everythingCanBeTakenBack(FxRobot robot) {
    relabel(robot);
    robot.clickOn("#back");
    robot.clickOn("Take back");

    assertThat(apply(robot)).isFalse();
    assertThat(table(robot).getItems().get(0).title()).isEqualTo("Seattle");
  }

  @Test
  void settingsThatSomebodyElseStoredAreNeverOverwrittenUnasked(FxRobot robot) {
    relabel(robot);
    robot.interact(() -> dialog.observe(Pictures.seen(withoutLan())));

    assertThat(robot.lookup("#conflict").query().isVisible()).isTrue();
    assertThat(apply(robot)).isFalse();

    press(robot, "#combine");
    assertThat(robot.lookup("#conflict").query().isVisible()).isFalse();
    press(robot, "#apply");
    assertThat(helper.asked().servers().get(0).label()).contains("Tacoma");
    assertThat(helper.asked().lan().allow()).isFalse();
  }

  @Test
  void settingsThatSomebodyElseStoredAreShownIfNothingWasChanged(FxRobot robot) {
    robot.interact(() -> dialog.observe(Pictures.seen(withoutLan())));

    assertThat(robot.lookup("#conflict").query().isVisible()).isFalse();
    assertThat(text(robot, "#noticeText")).contains("changed elsewhere");
    page(robot, 2);
    assertThat(robot.lookup("#allow").queryAs(CheckBox.class).isSelected()).isFalse();
    assertThat(apply(robot)).isFalse();
  }

  @Test
  void cancelDoesNotAskWhenNothingChanged(FxRobot robot) {
    press(robot, "#close");

    assertThat(dialog.stage().isShowing()).isFalse();
  }

  @Test
  void liveInterfacesAreOffered(FxRobot robot) {
    page(robot, 1);
    robot.interact(
        () -> dialog.observe(seen(List.of(new Link("tun7", true, false, Optional.empty(), 0, 0)))));
    CheckBox offered = robot.lookup("tun7").queryAs(CheckBox.class);
    assertThat(offered.isSelected()).isFalse();

    robot.clickOn(offered);
    press(robot, "#apply");

    assertThat(helper.asked().tunnel().interfaces())
        .extracting(InterfaceName::text)
        .containsExactly("tun0", "wg+", "tun7");
  }

  @Test
  void wrongInterfaceIsSaidAtTheField(FxRobot robot) {
    page(robot, 1);
    robot.clickOn("#name").write("tun 0\n");

    assertThat(text(robot, "#nameError")).contains("is not an interface name");
    assertThat(apply(robot)).isFalse();
  }

  @Test
  void localNetworkCanBeNarrowed(FxRobot robot) {
    page(robot, 2);
    assertThat(input(robot, "#networks").isDisabled()).isTrue();
    robot.clickOn("#custom");
    assertThat(text(robot, "#networksError")).isEmpty();
    retype(robot, "#networks", "192.168.1.7/24");
    assertThat(text(robot, "#networksError")).contains("Did you mean 192.168.1.0/24?");
    assertThat(apply(robot)).isFalse();

    retype(robot, "#networks", "192.168.1.0/24");
    press(robot, "#apply");

    assertThat(helper.asked().lan())
        .isEqualTo(
            new Settings.Lan(true, Optional.of(List.of(Network.parse("192.168.1.0/24"))), false));
  }

  private Settings withoutLan() {
    return new Settings(
        stored.tunnel(),
        stored.servers(),
        Settings.empty().lan(),
        stored.gateway(),
        stored.pinHosts(),
        stored.blockMode(),
        stored.logBlocked());
  }

  private Observation seen(List<Link> links) {
    Observation seen = Pictures.seen(stored);
    return new Observation(
        seen.at(),
        seen.helperInstalled(),
        seen.report(),
        seen.reportProblem(),
        seen.settings(),
        links,
        seen.probes(),
        seen.task());
  }

  private void answer(HelperResult result) {
    helper.answer(result);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
