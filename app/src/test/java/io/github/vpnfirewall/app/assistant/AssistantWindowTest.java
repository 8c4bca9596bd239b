package io.github.vpnfirewall.app.assistant;

import static io.github.vpnfirewall.app.assistant.Answers.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class AssistantWindowTest {
  private static final Server SERVER = Vpns.server("seattle.vpn.example.org", "198.51.100.7");

  private final PendingWork work = new PendingWork();
  private Optional<Path> named = Optional.empty();
  private AssistantWindow window;

  @Start
  void start(Stage ignored) {
    window =
        AssistantWindow.open(
            null,
            Texts.of(Locale.ENGLISH),
            Theme.LIGHT,
            Settings.empty(),
            work,
            Clock.fixed(NOW, ZoneOffset.UTC),
            Platform::runLater,
            () -> named);
    window.show(Answers.open(NOW, true));
  }

  private void find() {
    settled(
        () ->
            work.found(
                Vpns.found(
                    Vpns.managed("Seattle", true, "seattle.vpn.example.org"),
                    Vpns.file("Oslo", "oslo.vpn.example.org"))));
  }

  private void reachArm(FxRobot robot) {
    find();
    press(robot, "#next");
    settled(() -> work.resolved(Vpns.resolved(SERVER)));
    press(robot, "#next");
    press(robot, "#next");
    assertThat(text(robot, "#title")).isEqualTo("Save and arm");
  }

  @Test
  void fourStepsByTheKeyboardAloneLeadToATrialThatIsConfirmed(FxRobot robot) {
    assertThat(shown(robot, "#looking")).isTrue();
    find();
    assertThat(shown(robot, "#looking")).isFalse();
    assertThat(robot.lookup("Seattle").queryAs(CheckBox.class).isSelected()).isTrue();
    assertThat(robot.lookup("Oslo").queryAs(CheckBox.class).isSelected()).isFalse();
    robot.type(KeyCode.ENTER);
    settled(() -> work.progress(0, 1, "seattle.vpn.example.org"));
    assertThat(shown(robot, "#resolving")).isTrue();
    settled(() -> work.resolved(Vpns.resolved(SERVER)));

    assertThat(text(robot, "#title")).startsWith("May machines nearby");
    assertThat(robot.lookup("#no").queryAs(RadioButton.class).isSelected()).isTrue();
    robot.type(KeyCode.ENTER);
    assertThat(text(robot, "#title")).startsWith("This is what will happen");
    robot.type(KeyCode.ENTER);
    assertThat(text(robot, "#next")).isEqualTo("Save and arm");
    robot.interact(() -> robot.lookup("#now").query().requestFocus());
    robot.type(KeyCode.UP);
    assertThat(robot.lookup("#trial").queryAs(RadioButton.class).isSelected()).isTrue();
    robot.type(KeyCode.ENTER);
    assertThat(work.settings().servers()).containsExactly(SERVER);
    settled(() -> work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED)));
    settled(() -> work.answer(Answers.onTrial(NOW.plusSeconds(60))));

    assertThat(text(robot, "#left")).isEqualTo("It opens again in 60 seconds");
    assertThat(text(robot, "#next")).isEqualTo("It works: keep it armed");
    robot.type(KeyCode.ENTER);
    settled(() -> work.answer(Answers.done(Verb.ARM, State.ARMED)));
    robot.interact(() -> window.show(Answers.closed(NOW.plusSeconds(1), true)));
    assertThat(text(robot, "#word")).isEqualTo("Armed");
    assertThat(text(robot, "#sentence")).contains("Everything leaves through tun0");
    assertThat(shown(robot, "#cancel")).isFalse();
    robot.type(KeyCode.ENTER);
    assertThat(window.stage().isShowing()).isFalse();
    assertThat(work.asked()).containsExactly("look", "resolve", "configure", "try 60", "arm");
  }

  @Test
  void dismissedPasswordIsSaidOnTheStepAndNothingIsLost(FxRobot robot) {
    reachArm(robot);
    press(robot, "#next");
    assertThat(shown(robot, "#working")).isTrue();
    settled(() -> work.answer(new HelperResult.Dismissed()));

    assertThat(text(robot, "#problemText")).startsWith("You closed the password dialog.");
    assertThat(text(robot, "#title")).isEqualTo("Save and arm");
    assertThat(robot.lookup("#next").query().isDisabled()).isFalse();
    press(robot, "#back");
    assertThat(shown(robot, "#problem")).isFalse();
  }

  @Test
  void fileThatIsNoneIsSaidWithItsLine(FxRobot robot) {
    find();
    named = Optional.of(Path.of("/home/kim/bad.ovpn"));
    press(robot, "#open");
    settled(() -> work.unreadable(Vpns.refusal("bad.ovpn", "client\nremote a..b 1194\n")));
    assertThat(text(robot, "#problemText")).contains("bad.ovpn").contains("Line 2");

    press(robot, "#open");
    settled(() -> work.read(Vpns.openVpn("rome.vpn.example.org")));
    assertThat(shown(robot, "#problem")).isFalse();
    assertThat(robot.lookup("bad.ovpn").queryAs(CheckBox.class).isSelected()).isTrue();
    assertThat(robot.lookup("Seattle").queryAs(CheckBox.class).isSelected()).isFalse();
  }

  @Test
  void nothingFoundOffersTheSettings(FxRobot robot) {
    settled(() -> work.found(Vpns.found()));
    assertThat(text(robot, "#why")).startsWith("No VPN was found");
    assertThat(robot.lookup("#next").query().isDisabled()).isTrue();
    press(robot, "#byHand");
    assertThat(work.asked()).containsExactly("look", "settings");
    assertThat(window.stage().isShowing()).isFalse();
  }

  @Test
  void escapeLeavesEverythingAsItWas(FxRobot robot) {
    reachArm(robot);
    robot.type(KeyCode.ESCAPE);
    assertThat(window.stage().isShowing()).isFalse();
    assertThat(work.asked()).containsExactly("look", "resolve");
  }

  @Test
  void trialThatRanOutIsSaid(FxRobot robot) {
    reachArm(robot);
    robot.interact(() -> robot.lookup("#trial").queryAs(RadioButton.class).setSelected(true));
    press(robot, "#next");
    settled(() -> work.answer(Answers.done(Verb.CONFIGURE, State.DISARMED)));
    settled(() -> work.answer(Answers.onTrial(NOW.plusSeconds(60))));
    robot.interact(() -> window.show(Answers.open(NOW.plusSeconds(61), true)));

    assertThat(text(robot, "#word")).isEqualTo("Open again");
    assertThat(text(robot, "#next")).isEqualTo("Try again");
    assertThat(text(robot, "#cancel")).isEqualTo("Close");
    press(robot, "#next");
    assertThat(work.asked()).endsWith("try 60", "try 60");
  }

  private static void settled(Runnable work) {
    work.run();
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** As a click does, but without the long way of a mouse. */
  private static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryButton().fire());
  }

  private static boolean shown(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }
}
