package io.github.vpnfirewall.app.assistant;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** Nodes that are there only while they are of use. */
final class Shown {
  private Shown() {}

  /** Shows a text that may be empty. */
  static void text(Label label, ObservableValue<String> text) {
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }

  static void when(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }
}
