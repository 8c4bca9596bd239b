package io.github.vpnfirewall.app.settings;

import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import org.testfx.api.FxRobot;

/** What a person does in the settings, and reads there. */
final class SettingsRobot {
  private SettingsRobot() {}

  /** Whether Apply can be pressed. */
  static boolean apply(FxRobot robot) {
    return !robot.lookup("#apply").queryButton().isDisabled();
  }

  static void retype(FxRobot robot, String query, String text) {
    robot.interact(
        () -> {
          input(robot, query).requestFocus();
          input(robot, query).setText(text);
        });
  }

  /** As a click does, but without the long way of a mouse. */
  static void press(FxRobot robot, String query) {
    robot.interact(() -> robot.lookup(query).queryButton().fire());
  }

  static TextInputControl input(FxRobot robot, String query) {
    return robot.lookup(query).queryTextInputControl();
  }

  static void page(FxRobot robot, int index) {
    robot.interact(
        () -> robot.lookup("#pages").queryAs(TabPane.class).getSelectionModel().select(index));
  }

  /** Some change that can be applied. */
  static void relabel(FxRobot robot) {
    robot.interact(() -> table(robot).getItems().get(0).type(ServerField.LABEL, "Tacoma"));
  }

  static void edit(FxRobot robot, int row, ServerField field) {
    robot.interact(
        () -> {
          table(robot).getSelectionModel().clearAndSelect(row);
          table(robot).edit(row, column(robot, field));
        });
  }

  static TextInputControl editor(FxRobot robot) {
    return robot.lookup("#table .text-field").queryTextInputControl();
  }

  /** What is said below the cell that is edited. */
  static String message(FxRobot robot) {
    return robot.lookup(".cell-message .label").tryQueryAs(Labeled.class).stream()
        .filter(label -> label.getScene().getWindow().isShowing())
        .map(Labeled::getText)
        .findAny()
        .orElse("");
  }

  static TableColumn<ServerDraft, ?> column(FxRobot robot, ServerField field) {
    return table(robot).getColumns().stream()
        .filter(column -> column.getUserData() == field)
        .findAny()
        .orElseThrow();
  }

  static TableView<ServerDraft> table(FxRobot robot) {
    return robot.lookup("#table").queryTableView();
  }

  static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }
}
