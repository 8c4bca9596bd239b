package io.github.vpnfirewall.app.settings;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Labels that are there only while they have something to say. */
final class Texted {
  private Texted() {}

  /** Shows a text that may be empty. */
  static void show(ObservableValue<String> text, Label label) {
    hideWhileEmpty(label);
    label.textProperty().bind(text);
  }

  /** The same, with what surrounds the label. */
  static void showWith(ObservableValue<String> text, Label label, Node around) {
    label.textProperty().bind(text);
    around.visibleProperty().bind(label.textProperty().isNotEmpty());
    around.managedProperty().bind(around.visibleProperty());
  }

  /** Lets the Tab key go on to the next control, as everywhere; a tab is of no use in it. */
  static void leaveByTab(TextArea area) {
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.TAB && !key.isControlDown()) {
            key.consume();
            // With Control held, a text area does what Tab does elsewhere.
            area.fireEvent(
                new KeyEvent(
                    KeyEvent.KEY_PRESSED,
                    "",
                    "",
                    KeyCode.TAB,
                    key.isShiftDown(),
                    true,
                    false,
                    false));
          }
        });
  }

  static void hideWhileEmpty(Label label) {
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }
}
