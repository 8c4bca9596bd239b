package io.github.vpnfirewall.app.look;

import javafx.application.Platform;
import javafx.stage.Stage;

/** Opens windows. */
public final class Stages {
  private Stages() {}

  /**
   * Shows a window at the size of its content. Under some window managers JavaFX 21 opens it at 200
   * by 200 pixels (JDK-8316423); asking once more when it is there helps.
   */
  public static void open(Stage stage) {
    boolean first = !stage.isShowing();
    stage.show();
    if (first) {
      Platform.runLater(
          () -> {
            stage.sizeToScene();
            if (stage.getOwner() == null) {
              stage.centerOnScreen(); // it was placed by its wrong size
            }
          });
    }
    stage.toFront();
  }
}
