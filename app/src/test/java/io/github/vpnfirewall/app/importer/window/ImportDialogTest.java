package io.github.vpnfirewall.app.importer.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.SampleFiles;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ImportDialogTest {
  private static final int PATIENCE = 60;

  private final PendingStore helper = new PendingStore();
  private final PendingResolver names = new PendingResolver(true);
  private final Settings stored = Samples.settings("tun0");
  private List<Path> chosen = List.of();
  private ImportDialog dialog;

  @TempDir static Path folder;

  @Start
  void start(Stage ignored) {
    dialog =
        ImportDialog.open(
            null, Texts.of(Locale.ENGLISH), Theme.LIGHT, stored, helper, names, () -> chosen);
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(() -> dialog.stage().close());
  }

  @Test
  void chosenFilesAreShownAndApplied(FxRobot robot) throws Exception {
    assertThat(robot.lookup("#apply").queryButton().isDisabled()).isTrue();
    chosen = List.of(sample("provider.ovpn"), sample("mullvad.conf"));

    press(robot, "#choosing");
    until(() -> !robot.lookup("#apply").queryButton().isDisabled());

    assertThat(texts(robot, "#files"))
        .contains("provider.ovpn", "OpenVPN profile", "4 servers. Interface: tun+.")
        .contains("mullvad.conf", "2 servers. Interface: mullvad.");
    assertThat(texts(robot, "#changes")).contains("• Tunnel interface added: tun+");
    press(robot, "#apply");
    assertThat(helper.asked().tunnel().interfaces())
        .extracting(Object::toString)
        .containsExactly("tun0", "tun+", "mullvad");
    assertThat(robot.lookup("#page").query().isDisabled()).isTrue();
    assertThat(robot.lookup("#saving").query().isVisible()).isTrue();

    answer(Answers.done());

    assertThat(dialog.stage().isShowing()).isFalse();
    assertThat(names.closed()).isTrue();
  }

  @Test
  void keyboardAloneIsEnough(FxRobot robot) throws Exception {
    chosen = List.of(sample("mullvad.conf"));
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> !robot.lookup("#apply").queryButton().isDisabled());

    robot.interact(() -> robot.lookup("#replace").query().requestFocus());
    robot.type(KeyCode.SPACE);
    until(() -> texts(robot, "#changes").contains("• Tunnel interface removed: tun0"));
    robot.type(KeyCode.ENTER);
    until(() -> helper.asked() != null);

    assertThat(helper.asked().servers()).hasSize(2);
    assertThat(helper.asked().tunnel().interfaces()).hasSize(1);
  }

  @Test
  void wrongFileIsSaidWithItsLineAndCanBeRemoved(FxRobot robot) throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.ovpn"), "client\nremote a.example 0\n");
    add(robot, wrong);

    assertThat(texts(robot, "#files"))
        .contains("Line 2: “0” is not a port. Right would be a number from 1 to 65535.");
    assertThat(robot.lookup("#apply").queryButton().isDisabled()).isTrue();
    Button remove = robot.lookup("Remove").queryButton();
    assertThat(remove.getAccessibleText()).isEqualTo("Remove wrong.ovpn from this list");
    robot.interact(remove::fire);
    assertThat(texts(robot, "#files")).isEmpty();
  }

  @Test
  void portCanBeNarrowed(FxRobot robot) throws Exception {
    add(robot, Files.writeString(folder.resolve("50_user"), "VPN_SERVERS=203.0.113.5\n"));
    until(() -> robot.lookup("#narrow").query().isVisible());
    robot.interact(() -> robot.lookup("#protocol").queryComboBox().getSelectionModel().select(1));
    press(robot, "#apply");
    assertThat(helper.asked().servers())
        .extracting(Server::endpoint)
        .contains("203.0.113.5 port 1194 udp");
  }

  @Test
  void refusedPasswordIsSaidAndTheDialogStays(FxRobot robot) throws Exception {
    add(robot, sample("mullvad.conf"));
    until(() -> !robot.lookup("#apply").queryButton().isDisabled());
    press(robot, "#apply");
    robot.type(KeyCode.ESCAPE);
    assertThat(dialog.stage().isShowing()).isTrue(); // not while the helper is at work

    answer(new HelperResult.Dismissed());

    assertThat(robot.lookup("#noticeText").queryAs(Labeled.class).getText())
        .startsWith("You closed the password dialog.");
    assertThat(robot.lookup("#apply").queryButton().isDisabled()).isFalse();
    robot.type(KeyCode.ESCAPE);
    until(() -> !dialog.stage().isShowing());
  }

  @Test
  void otherWindowsLeadHere(FxRobot robot) {
    List<List<Path>> opened = new ArrayList<>();
    Button button = new Button();
    button.setId("import");
    button.setVisible(false);
    robot.interact(
        () -> {
          Stage other = new Stage();
          other.setScene(new Scene(new VBox(button)));
          ImportEntry.install(other.getScene(), opened::add);
          other.show();
          other.requestFocus();
        });
    assertThat(button.isVisible()).isTrue();
    robot.interact(button::fire);
    assertThat(opened).containsExactly(List.of());
    robot.interact(() -> button.getScene().getWindow().hide());
  }

  private void add(FxRobot robot, Path file) throws Exception {
    robot.interact(() -> dialog.add(List.of(file)));
    until(() -> !robot.lookup("#files").queryAs(Pane.class).getChildren().isEmpty());
  }

  private void answer(HelperResult result) {
    helper.answer(result);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(PATIENCE, TimeUnit.SECONDS, condition);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** As a click does, but without the long way of a mouse. */
  private static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryButton().fire());
  }

  private static List<String> texts(FxRobot robot, String query) {
    List<String> found = new ArrayList<>();
    collect(robot.lookup(query).query(), found);
    return found;
  }

  private static void collect(Node node, List<String> found) {
    if (node instanceof Labeled labeled && !labeled.getText().isEmpty()) {
      found.add(labeled.getText());
    } else if (node instanceof Pane pane) {
      pane.getChildren().forEach(child -> collect(child, found));
    }
  }

  private static Path sample(String name) throws IOException {
    return Files.write(folder.resolve(name), SampleFiles.bytes(name));
  }
}
