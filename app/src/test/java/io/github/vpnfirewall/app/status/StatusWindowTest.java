package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.shape.SVGPath;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class StatusWindowTest {
  private final PendingActions actions = new PendingActions();
  private StatusWindow window;

  @Start
  void start(Stage stage) {
    window =
        new StatusWindow(
            stage,
            Texts.of(Locale.ENGLISH),
            Theme.LIGHT,
            actions,
            Clock.fixed(Pictures.NOW, ZoneOffset.UTC));
    window.show(Pictures.exposed());
    window.open();
  }

  @Test
  void everyStateShowsItsWordAndItsShape(FxRobot robot) {
    Map<Emblem, Picture> states = new LinkedHashMap<>();
    states.put(Emblem.PROTECTED, Pictures.isProtected());
    states.put(Emblem.BLOCKING, Pictures.blocking());
    states.put(Emblem.EXPOSED, Pictures.exposed());
    states.put(Emblem.LEAKING, Pictures.leaking());
    states.put(Emblem.UNKNOWN, Pictures.unknown());
    List<String> words = List.of("Protected", "Blocking", "Exposed", "Leaking", "Unknown");

    int index = 0;
    for (Map.Entry<Emblem, Picture> state : states.entrySet()) {
      robot.interact(() -> window.show(state.getValue()));

      assertThat(text(robot, "#word")).isEqualTo(words.get(index));
      assertThat(robot.lookup("#emblem").query().getAccessibleText()).isEqualTo(words.get(index));
      assertThat(shape(robot, ".emblem-body")).isEqualTo(state.getKey().body());
      assertThat(shape(robot, ".emblem-mark")).isEqualTo(state.getKey().mark());
      index++;
    }
  }

  @Test
  void clickArmsAndTheButtonWaitsForTheHelper(FxRobot robot) {
    robot.clickOn("#main");

    assertThat(actions.asked()).containsExactly("arm");
    assertThat(robot.lookup("#main").queryButton().isDisabled()).isTrue();
    assertThat(text(robot, "#word")).isEqualTo("Arming…");

    actions.answer(new HelperResult.Dismissed());
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(robot.lookup("#main").queryButton().isDisabled()).isFalse();
    assertThat(robot.lookup("#main").queryButton().isFocused()).isTrue();
    assertThat(text(robot, "#problemText")).startsWith("You closed the password dialog.");
    assertThat(robot.lookup("#problem").query().isVisible()).isTrue();

    robot.clickOn("#dismiss");

    assertThat(robot.lookup("#problem").query().isVisible()).isFalse();
  }

  @Test
  void pictureOfABusyHelperDisablesTheButton(FxRobot robot) {
    robot.interact(() -> window.show(Pictures.busy(Pictures.isProtected(), Task.DISARMING)));
    robot.clickOn("#main");

    assertThat(actions.asked()).isEmpty();
    assertThat(text(robot, "#main")).isEqualTo("Disarming…");
    assertThat(shape(robot, ".emblem-body")).isEqualTo(Emblem.BUSY.body());
  }

  @Test
  void enterArmsButDisarmsOnlyWithTheFocusOnTheButton(FxRobot robot) {
    robot.interact(() -> robot.lookup("#settings").queryButton().requestFocus());
    robot.interact(() -> window.show(Pictures.isProtected()));
    assertThat(robot.lookup("#main").queryButton().isDefaultButton()).isFalse();

    robot.interact(() -> robot.lookup("#main").queryButton().requestFocus());
    robot.type(KeyCode.SPACE);

    assertThat(actions.asked()).containsExactly("disarm");
  }

  @Test
  void settingsAreOneClickAway(FxRobot robot) {
    robot.clickOn("#settings");

    assertThat(actions.asked()).containsExactly("settings");
  }

  @Test
  void keysLeadEverywhere(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.L);
    robot.push(KeyCode.CONTROL, KeyCode.COMMA);
    robot.push(KeyCode.F5);
    assertThat(actions.asked()).containsExactly("leak-test", "settings", "refresh");

    robot.push(KeyCode.ESCAPE);

    assertThat(window.stage().isShowing()).isFalse();
  }

  @Test
  void leakTestIsOneClickAway(FxRobot robot) {
    robot.clickOn("#leakTest");

    assertThat(actions.asked()).containsExactly("leak-test");
  }

  @Test
  void helperWatchesWhileTheWindowIsThereAndNoLonger(FxRobot robot) {
    assertThat(actions.watched()).containsExactly("watch");

    robot.interact(() -> window.stage().close());
    assertThat(actions.watched()).containsExactly("watch", "unwatch");

    robot.interact(() -> window.open());
    assertThat(actions.watched()).containsExactly("watch", "unwatch", "watch");
  }

  @Test
  void chartsAndTheLastStoppedPacketsAreThereWhileTheHelperWatches(FxRobot robot) {
    robot.interact(() -> window.show(Pictures.isProtected()));
    assertThat(robot.lookup("#blockedLive").query().isVisible()).isFalse();
    assertThat(robot.lookup("#lastCard").query().isVisible()).isFalse();

    robot.interact(() -> actions.report(Pictures.watched(0)));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(robot.lookup("#lastCard").query().isVisible()).isTrue();
    assertThat(robot.lookup("#last .strong").queryAs(Labeled.class).getText())
        .isEqualTo("TCP to 203.0.113.5 port 443, by enp3s0");
    becomes(robot, "#blockedLive", true);
    becomes(robot, "#traffic", true);
    assertThat(robot.lookup(".live-chart").<Node>queryAll())
        .extracting(Node::getAccessibleText)
        .allMatch(said -> said.contains("The most in the last two minutes was"));

    robot.interact(() -> actions.end(new HelperResult.NotAuthorized()));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(robot.lookup("#blockedLive").query().isVisible()).isFalse();
    assertThat(robot.lookup("#lastCard").query().isVisible()).isFalse();
    assertThat(text(robot, "#blockedNote")).contains("as of ");
  }

  /** What the window's own clock does is waited for. */
  private static void becomes(FxRobot robot, String query, boolean visible) {
    try {
      WaitForAsyncUtils.waitFor(
          60, TimeUnit.SECONDS, () -> robot.lookup(query).query().isVisible() == visible);
    } catch (TimeoutException e) {
      throw new AssertionError(query + " does not become " + visible, e);
    }
  }

  @Test
  void trialIsConfirmedWithAClick(FxRobot robot) {
    robot.interact(() -> window.show(Pictures.isProtected()));
    assertThat(robot.lookup("#trial").query().isVisible()).isFalse();
    robot.interact(
        () ->
            actions.report(
                Pictures.watched(0).withConfirmBefore(Optional.of(Pictures.NOW.plusSeconds(42)))));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(text(robot, "#trialText")).contains("42 s");
    robot.clickOn("#confirm");

    assertThat(actions.asked()).containsExactly("arm");
    assertThat(robot.lookup("#confirm").queryButton().isDisabled()).isTrue();
  }

  @Test
  void narrowWindowPutsTheCardsBelowEachOther(FxRobot robot) {
    assertThat(columns(robot)).containsExactly(0, 1, 0, 1, 0);

    robot.interact(() -> window.stage().setWidth(420));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(columns(robot)).containsOnly(0);
  }

  private static List<Integer> columns(FxRobot robot) {
    return robot.lookup("#cards").queryAs(GridPane.class).getChildren().stream()
        .map(GridPane::getColumnIndex)
        .toList();
  }

  @Test
  void darkReplacesLight(FxRobot robot) {
    robot.interact(() -> window.theme(Theme.DARK));

    assertThat(window.stage().getScene().getStylesheets())
        .anyMatch(sheet -> sheet.endsWith("dark.css"))
        .noneMatch(sheet -> sheet.endsWith("light.css"));
  }

  @Test
  void everyTextFitsItsPlace(FxRobot robot) {
    for (Picture picture :
        List.of(Pictures.isProtected(), Pictures.exposed(), Pictures.leaking())) {
      robot.interact(() -> window.show(picture));
      robot.interact(() -> window.stage().getScene().getRoot().layout());

      assertThat(robot.lookup(".label").queryAllAs(Labeled.class))
          .filteredOn(Node::isVisible)
          .allSatisfy(StatusWindowTest::fits);
      assertThat(robot.lookup(".button").queryAllAs(Button.class))
          .filteredOn(Node::isVisible)
          .allSatisfy(StatusWindowTest::fits);
    }
  }

  private static void fits(Labeled labeled) {
    assertThat(labeled.getHeight())
        .as(labeled.getText())
        .isGreaterThanOrEqualTo(labeled.prefHeight(labeled.getWidth()) - 1);
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }

  private static String shape(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(SVGPath.class).getContent();
  }
}
