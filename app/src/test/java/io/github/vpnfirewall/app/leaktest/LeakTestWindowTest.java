package io.github.vpnfirewall.app.leaktest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LeakTestWindowTest {
  private final PendingVerify helper = new PendingVerify();
  private Optional<Path> chosen = Optional.empty();
  private LeakTestWindow window;

  @Start
  void start(Stage ignored) {
    Function<String, Optional<Path>> chooser = name -> chosen.map(folder -> folder.resolve(name));
    window =
        new LeakTestWindow(
            Texts.of(Locale.ENGLISH),
            Theme.LIGHT,
            "1.2.3",
            helper,
            Clock.fixed(Pictures.NOW, ZoneOffset.UTC),
            Optional.of(chooser));
    window.show(Pictures.isProtected());
    window.open();
  }

  @Test
  void enterStartsTheTestAndTheTableShowsWhatBecameOfEachAttempt(FxRobot robot) {
    robot.type(KeyCode.ENTER);

    assertThat(helper.asked()).containsExactly("verify");
    assertThat(robot.lookup("#progress").query().isVisible()).isTrue();
    assertThat(robot.lookup("#start").queryButton().isDisabled()).isTrue();
    assertThat(text(robot, "#close")).isEqualTo("Cancel");

    robot.interact(() -> helper.answer(LeakReports.leak()));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(robot.lookup("#progress").query().isVisible()).isFalse();
    assertThat(text(robot, "#headline")).contains("enp3s0 (IPv6)");
    assertThat(robot.lookup("#verdict").query().getStyleClass()).contains("bad");
    assertThat(robot.lookup("#table .cell").<Node>queryAll())
        .hasSize(12)
        .extracting(Node::getAccessibleText)
        .anyMatch(said -> said.startsWith("enp3s0, IPv6, Ping"));
    assertThat(text(robot, "#start")).isEqualTo("Test again");
  }

  @Test
  void escapeCancelsFirstAndClosesThen(FxRobot robot) {
    robot.type(KeyCode.F5);
    robot.type(KeyCode.ESCAPE);

    assertThat(helper.cancelled()).isTrue();
    assertThat(window.stage().isShowing()).isTrue();
    assertThat(text(robot, "#noticeText")).startsWith("The test was cancelled.");

    robot.type(KeyCode.ESCAPE);

    assertThat(window.stage().isShowing()).isFalse();
  }

  @Test
  void closingTheWindowGivesTheTestUp(FxRobot robot) {
    robot.type(KeyCode.ENTER);
    robot.interact(() -> window.stage().close());

    assertThat(helper.cancelled()).isTrue();
  }

  @Test
  void refusedPasswordIsSaidAndTheQuickLookStays(FxRobot robot) {
    robot.clickOn("#start");
    robot.interact(() -> helper.answer(new HelperResult.NotAuthorized()));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(robot.lookup("#notice").query().isVisible()).isTrue();
    assertThat(text(robot, "#noticeText")).startsWith("The password was not right");
    assertThat(text(robot, "#headline")).startsWith("A quick look");
  }

  @Test
  void disarmedCanBeArmedFromHere(FxRobot robot) {
    robot.interact(() -> window.show(Pictures.exposed()));
    robot.clickOn("#arm");

    assertThat(helper.asked()).containsExactly("arm");
    assertThat(robot.lookup("#start").queryButton().isDisabled()).isTrue();
  }

  @Test
  void resultCanBeCopiedAndSaved(FxRobot robot, @TempDir Path folder) throws Exception {
    robot.clickOn("#copy");
    assertThat(text(robot, "#noticeText")).isEqualTo("Copied.");
    String copied =
        WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertThat(copied).startsWith("VPN Firewall 1.2.3: leak test");

    robot.clickOn("#save"); // the dialog is closed without a choice
    assertThat(text(robot, "#noticeText")).isEqualTo("Copied.");

    chosen = Optional.of(folder);
    robot.clickOn("#save");

    assertThat(folder.resolve("vpnfirewall-leak-test-2026-03-04.txt")).hasContent(copied.strip());
  }

  @Test
  void everyTextFitsItsPlace(FxRobot robot) {
    robot.type(KeyCode.ENTER);
    robot.interact(() -> helper.answer(LeakReports.leak()));
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> window.stage().getScene().getRoot().layout());

    for (String query : List.of(".label", ".button")) {
      assertThat(robot.lookup(query).queryAllAs(Labeled.class))
          .filteredOn(Node::isVisible)
          .allSatisfy(
              labeled -> {
                assertThat(labeled.getHeight())
                    .as(labeled.getText())
                    .isGreaterThanOrEqualTo(labeled.prefHeight(labeled.getWidth()) - 1);
                assertThat(labeled.isWrapText() || labeled.getWidth() >= labeled.prefWidth(-1) - 1)
                    .as(labeled.getText())
                    .isTrue();
              });
    }
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }
}
