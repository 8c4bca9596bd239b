package io.github.vpnfirewall.app.look;

import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
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
            fit(stage);
            if (stage.getOwner() == null) {
              stage.centerOnScreen(); // it was placed by its wrong size
            }
          });
    }
    stage.toFront();
  }

  /** What does not fit the screen is scrolled to. */
  private static void fit(Stage stage) {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    if (stage.getHeight() > screen.getHeight()) {
      stage.setHeight(screen.getHeight());
    }
    if (stage.getWidth() > screen.getWidth()) {
      stage.setWidth(screen.getWidth());
    }
  }
}
