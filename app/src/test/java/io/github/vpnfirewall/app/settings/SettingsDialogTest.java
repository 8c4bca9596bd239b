package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class SettingsDialogTest {
  private final PendingConfigure helper = new PendingConfigure();
  private final Settings stored = Pictures.settings();
  private SettingsDialog dialog;

  @Start
  void start(Stage ignored) {
    dialog =
        SettingsDialog.open(
            null, Texts.of(Locale.ENGLISH), Theme.LIGHT, stored, Pictures.links(true), helper);
  }

  @Test
  void wrongAddressIsSaidAtTheFieldAndCannotBeApplied(FxRobot robot) {
    assertThat(apply(robot)).isFalse();

    robot.clickOn("#address").write("x");

    assertThat(text(robot, "#addressError")).contains("is not an address");
    assertThat(robot.lookup("#addressError").query().isVisible()).isTrue();
    assertThat(apply(robot)).isFalse();
    assertThat(text(robot, "#hint")).contains("not right yet");

    retype(robot, "#address", "203.0.113.7");

    assertThat(robot.lookup("#addressError").query().isVisible()).isFalse();
    assertThat(apply(robot)).isTrue();
  }

  @Test
  void addedServerIsHandedOverExactlyAsTyped(FxRobot robot) {
    robot.clickOn("#add");
    assertThat(apply(robot)).isFalse();
    robot.write("203.0.113.9");
    robot.interact(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<ServerProtocol> protocol = robot.lookup("#protocol").queryAs(ComboBox.class);
          protocol.setValue(ServerProtocol.TCP);
        });
    retype(robot, "#port", "443");
    retype(robot, "#host", "oslo.vpn.example.org");
    retype(robot, "#label", "Oslo");
    robot.clickOn("#apply");

    assertThat(helper.asked())
        .isEqualTo(
            new Settings(
                stored.tunnel(),
                List.of(
                    stored.servers().get(0),
                    stored.servers().get(1),
                    new Server(
                        Network.parse("203.0.113.9"),
                        Optional.of(new Port(443)),
                        ServerProtocol.TCP,
                        Optional.of(new HostName("oslo.vpn.example.org")),
                        Optional.of("Oslo"))),
                stored.lan(),
                stored.gateway(),
                stored.pinHosts(),
                stored.blockMode(),
                stored.logBlocked()));
    assertThat(robot.lookup("#progress").query().isVisible()).isTrue();
    assertThat(robot.lookup("#pages").query().isDisabled()).isTrue();

    answer(PendingConfigure.done());

    assertThat(dialog.stage().isShowing()).isFalse();
  }

  @Test
  void removedServerIsGone(FxRobot robot) {
    robot.interact(() -> table(robot).getSelectionModel().select(1));
    press(robot, "#remove");
    press(robot, "#apply");

    assertThat(helper.asked().servers()).isEqualTo(stored.servers().subList(0, 1));
  }

  @Test
  void rowThatIsSelectedIsTheOneThatIsEdited(FxRobot robot) {
    robot.interact(() -> table(robot).getSelectionModel().select(1));
    assertThat(input(robot, "#address").getText()).isEqualTo("2001:db8::7");

    retype(robot, "#port", "8443");
    robot.interact(() -> table(robot).getSelectionModel().select(0));

    assertThat(input(robot, "#port").getText()).isEqualTo("1194");
    press(robot, "#apply");
    assertThat(helper.asked().servers().get(0)).isEqualTo(stored.servers().get(0));
    assertThat(helper.asked().servers().get(1).port()).contains(new Port(8443));
  }

  @Test
  void helpersErrorStandsAtItsFieldAndTheDialogStays(FxRobot robot) {
    retype(robot, "#label", "Tacoma");
    robot.interact(
        () -> robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().select(2));
    press(robot, "#apply");

    answer(PendingConfigure.refused("$.servers[1].port", "This port is taken."));

    assertThat(dialog.stage().isShowing()).isTrue();
    assertThat(robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().getSelectedIndex())
        .isZero();
    assertThat(table(robot).getSelectionModel().getSelectedIndex()).isOne();
    assertThat(text(robot, "#portError")).isEqualTo("This port is taken.");
    assertThat(text(robot, "#noticeText")).startsWith("Nothing was changed.");
  }

  @Test
  void warningsAreShownAndThenItCanBeClosed(FxRobot robot) {
    retype(robot, "#label", "Tacoma");
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
    retype(robot, "#label", "Tacoma");
    press(robot, "#apply");

    answer(new HelperResult.Dismissed());

    assertThat(text(robot, "#noticeText")).startsWith("You closed the password dialog.");
    assertThat(input(robot, "#label").getText()).isEqualTo("Tacoma");
    assertThat(apply(robot)).isTrue();
  }

  @Test
  void cancelAsksBeforeChangesAreLost(FxRobot robot) {
    retype(robot, "#label", "Tacoma");
    robot.clickOn("#close");
    robot.clickOn("Keep editing");
    assertThat(dialog.stage().isShowing()).isTrue();

    robot.type(KeyCode.ESCAPE);
    robot.clickOn("Discard");
    assertThat(dialog.stage().isShowing()).isFalse();
    assertThat(helper.calls()).isZero();
  }

  @Test
  void cancelDoesNotAskWhenNothingChanged(FxRobot robot) {
    press(robot, "#close");

    assertThat(dialog.stage().isShowing()).isFalse();
  }

  @Test
  void liveInterfacesAreOffered(FxRobot robot) {
    robot.interact(
        () -> dialog.offer(List.of(new Link("tun7", true, false, Optional.empty(), 0, 0))));
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
    robot.clickOn("#name").write("tun 0\n");

    assertThat(text(robot, "#nameError")).contains("is not an interface name");
    assertThat(apply(robot)).isFalse();
  }

  @Test
  void localNetworkCanBeNarrowed(FxRobot robot) {
    robot.interact(
        () -> robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().select(1));
    assertThat(input(robot, "#networks").isDisabled()).isTrue();
    robot.clickOn("#custom");
    assertThat(text(robot, "#networksError")).isEmpty();
    retype(robot, "#networks", "192.168.1.7/24");
    assertThat(text(robot, "#networksError")).contains("did you mean 192.168.1.0/24?");
    assertThat(apply(robot)).isFalse();

    retype(robot, "#networks", "192.168.1.0/24");
    press(robot, "#apply");

    assertThat(helper.asked().lan())
        .isEqualTo(
            new Settings.Lan(true, Optional.of(List.of(Network.parse("192.168.1.0/24"))), false));
  }

  private void answer(HelperResult result) {
    helper.answer(result);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Whether Apply can be pressed. */
  private static boolean apply(FxRobot robot) {
    return !robot.lookup("#apply").queryButton().isDisabled();
  }

  private static void retype(FxRobot robot, String query, String text) {
    robot.interact(
        () -> {
          input(robot, query).requestFocus();
          input(robot, query).setText(text);
        });
  }

  /** As a click does, but without the long way of a mouse. */
  private static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryButton().fire());
  }

  private static TextInputControl input(FxRobot robot, String query) {
    return robot.lookup(query).queryTextInputControl();
  }

  private static TableView<?> table(FxRobot robot) {
    return robot.lookup("#table").queryTableView();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }
}
