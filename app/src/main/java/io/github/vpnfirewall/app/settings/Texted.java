package io.github.vpnfirewall.app.settings;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;

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

  static void hideWhileEmpty(Label label) {
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }
}
