package io.github.vpnfirewall.app.settings;

import static io.github.vpnfirewall.app.settings.SettingsRobot.apply;
import static io.github.vpnfirewall.app.settings.SettingsRobot.column;
import static io.github.vpnfirewall.app.settings.SettingsRobot.edit;
import static io.github.vpnfirewall.app.settings.SettingsRobot.editor;
import static io.github.vpnfirewall.app.settings.SettingsRobot.input;
import static io.github.vpnfirewall.app.settings.SettingsRobot.message;
import static io.github.vpnfirewall.app.settings.SettingsRobot.press;
import static io.github.vpnfirewall.app.settings.SettingsRobot.table;
import static io.github.vpnfirewall.app.settings.SettingsRobot.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableColumn;
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

/** The table of servers, by keyboard and robot, up to what the helper is asked to store. */
@ExtendWith(ApplicationExtension.class)
class ServersTableTest {
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

    helper.answer(PendingConfigure.done());
    WaitForAsyncUtils.waitForFxEvents();

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
}
