package io.github.vpnfirewall.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation;
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
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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
            null, Texts.of(Locale.ENGLISH), Theme.LIGHT, Pictures.seen(stored), helper);
  }

  @Test
  void wrongAddressIsSaidAtTheCellAndCannotBeApplied(FxRobot robot) {
    assertThat(apply(robot)).isFalse();
    edit(robot, 0, ServerField.ADDRESS);

    robot.write("x");

    assertThat(message(robot)).contains("x is a name");
    assertThat(text(robot, "#detail")).startsWith("Row 1: x is a name");
    assertThat(apply(robot)).isFalse();
    assertThat(text(robot, "#hint")).contains("not right yet");

    robot.interact(() -> editor(robot).selectAll());
    robot.write("203.0.113.7");

    assertThat(message(robot)).isEmpty();
    assertThat(apply(robot)).isTrue();
    robot.type(KeyCode.ENTER);
    assertThat(table(robot).getEditingCell()).isNull();
  }

  @Test
  void escapeTakesBackWhatWasTypedAndTheDialogStays(FxRobot robot) {
    edit(robot, 0, ServerField.PORT);
    robot.write("9");

    robot.type(KeyCode.ESCAPE);

    assertThat(dialog.stage().isShowing()).isTrue();
    assertThat(apply(robot)).isFalse();
  }

  @Test
  void addedServerIsTypedFromFieldToFieldAndHandedOverExactlySo(FxRobot robot) {
    press(robot, "#addServer");
    robot.write("203.0.113.9").type(KeyCode.TAB);
    robot.interact(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<ServerProtocol> protocol =
              robot.lookup("#table .combo-box").queryAs(ComboBox.class);
          protocol.setValue(ServerProtocol.TCP);
        });
    robot.type(KeyCode.TAB).write("443").type(KeyCode.TAB).write("oslo.vpn.example.org");
    robot.type(KeyCode.ENTER);
    edit(robot, 2, ServerField.LABEL);
    robot.write("Oslo").type(KeyCode.ENTER);
    press(robot, "#apply");

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
  void removedServerIsGoneAndComesBackByTheKeyboard(FxRobot robot) {
    robot.interact(
        () -> {
          table(robot).getSelectionModel().clearAndSelect(1);
          table(robot).requestFocus();
        });
    robot.type(KeyCode.DELETE);
    assertThat(table(robot).getItems()).hasSize(1);
    assertThat(text(robot, "#removed")).isEqualTo("Removed: 2001:db8::7.");

    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(table(robot).getItems()).hasSize(2);
    assertThat(text(robot, "#removed")).isEmpty();

    press(robot, "#remove");
    press(robot, "#apply");
    assertThat(helper.asked().servers()).isEqualTo(stored.servers().subList(0, 1));
  }

  @Test
  void rowsAreSearchedAndSortedAndStillTheRightOneIsEdited(FxRobot robot) {
    robot.interact(() -> input(robot, "#search").setText("2001"));
    assertThat(table(robot).getItems()).hasSize(1);
    assertThat(text(robot, "#count")).isEqualTo("1 of 2 servers");
    edit(robot, 0, ServerField.PORT);
    robot.write("8443").type(KeyCode.ENTER);
    press(robot, "#apply");

    assertThat(helper.asked().servers().get(0)).isEqualTo(stored.servers().get(0));
    assertThat(helper.asked().servers().get(1).port()).contains(new Port(8443));
  }

  @Test
  void sortingShowsAnotherOrderAndKeepsTheUsers(FxRobot robot) {
    robot.interact(
        () -> {
          TableColumn<ServerDraft, ?> port = column(robot, ServerField.PORT);
          table(robot).getSortOrder().setAll(List.of(port));
        });
    assertThat(table(robot).getItems()).extracting(row -> row.number()).containsExactly(2, 1);

    robot.interact(() -> table(robot).getItems().get(0).type(ServerField.LABEL, "Tacoma"));
    press(robot, "#apply");

    assertThat(helper.asked().servers().get(0)).isEqualTo(stored.servers().get(0));
    assertThat(helper.asked().servers().get(1).label()).contains("Tacoma");
  }

  @Test
  void nameTypedAsAddressIsLookedUp(FxRobot robot) {
    edit(robot, 0, ServerField.ADDRESS);
    robot.write("vpn.example.org").type(KeyCode.ENTER);
    assertThat(text(robot, "#detail")).contains("is a name");

    press(robot, "#lookUp");
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(table(robot).getItems())
        .extracting(row -> row.text(ServerField.ADDRESS))
        .containsExactly("203.0.113.77", "2001:db8::77", "2001:db8::7");
    assertThat(robot.lookup("#lookUp").query().isVisible()).isFalse();
    press(robot, "#apply");
    assertThat(helper.asked().servers()).hasSize(3);
  }

  @Test
  void linesOfServersArePastedAfterALookAtThem(FxRobot robot) {
    robot.interact(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString("203.0.113.1:443 tcp\nnonsense\n203.0.113.2:1194 udp");
          Clipboard.getSystemClipboard().setContent(content);
          table(robot).requestFocus();
        });
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(text(robot, "#summary")).isEqualTo("New: 2 · ⚠ Not understood: 1");
    assertThat(robot.lookup("#preview").queryTableView().getItems()).hasSize(3);

    robot.interact(() -> robot.lookup("Add 2 servers").queryButton().fire());
    assertThat(table(robot).getItems()).hasSize(4);
    press(robot, "#apply");

    assertThat(helper.asked().servers())
        .extracting(Server::endpoint)
        .endsWith("203.0.113.1 port 443 tcp", "203.0.113.2 port 1194 udp");
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

  private static void page(FxRobot robot, int index) {
    robot.interact(
        () -> robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().select(index));
  }

  /** Some change that can be applied. */
  private static void relabel(FxRobot robot) {
    robot.interact(() -> table(robot).getItems().get(0).type(ServerField.LABEL, "Tacoma"));
  }

  private static void edit(FxRobot robot, int row, ServerField field) {
    robot.interact(
        () -> {
          table(robot).getSelectionModel().clearAndSelect(row);
          table(robot).edit(row, column(robot, field));
        });
  }

  private static TextInputControl editor(FxRobot robot) {
    return robot.lookup("#table .text-field").queryTextInputControl();
  }

  /** What is said below the cell that is edited. */
  private static String message(FxRobot robot) {
    return robot.lookup(".cell-message .label").tryQueryAs(Labeled.class).stream()
        .filter(label -> label.getScene().getWindow().isShowing())
        .map(Labeled::getText)
        .findAny()
        .orElse("");
  }

  private static TableColumn<ServerDraft, ?> column(FxRobot robot, ServerField field) {
    return table(robot).getColumns().stream()
        .filter(column -> column.getUserData() == field)
        .findAny()
        .orElseThrow();
  }

  private static TableView<ServerDraft> table(FxRobot robot) {
    return robot.lookup("#table").queryTableView();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }
}
