package io.github.vpnfirewall.app.settings;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/** What is wrong with what is being typed, right below where it is typed. */
final class CellMessage {
  private static final double GAP = 3;
  private static final double WIDTH_IN_EM = 28;

  private Popup popup;
  private Label text;

  /** Shows a message below a node, or nothing if there is none. */
  void show(Node below, String message) {
    if (message.isEmpty() || below.getScene() == null) {
      hide();
      return;
    }
    if (popup == null) {
      text = new Label();
      text.setWrapText(true);
      StackPane frame = new StackPane(text);
      frame.getStyleClass().add("cell-message");
      popup = new Popup();
      popup.setAutoFix(true);
      popup.getContent().add(frame);
    }
    text.setText(message);
    if (!popup.isShowing()) {
      popup.getScene().getStylesheets().setAll(below.getScene().getStylesheets());
      Bounds place = below.localToScreen(below.getBoundsInLocal());
      if (place != null) {
        text.setMaxWidth(WIDTH_IN_EM * text.getFont().getSize());
        popup.show(below, place.getMinX(), place.getMaxY() + GAP);
      }
    }
  }

  void hide() {
    if (popup != null) {
      popup.hide();
    }
  }
}
