package io.github.vpnfirewall.app.bench;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The smallest program with a window that JavaFX can make, for benches to compare with. */
public final class SmallestWindow {
  private SmallestWindow() {}

  /** Shows it, until it is ended. */
  public static void main(String[] args) {
    Platform.startup(
        () -> {
          StackPane pane = new StackPane(new Label("Hello"));
          pane.setStyle("-fx-background-color: #123456");
          Stage stage = new Stage();
          stage.setScene(new Scene(pane, 400, 300));
          stage.show();
        });
  }
}
