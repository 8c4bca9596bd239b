package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Callback;

/** Builds what FXML describes, and what all windows of the settings have in common. */
final class Panes {
  private Panes() {}

  /**
   * @param file a file of this package
   * @param controllers makes the controller of a class
   */
  static Parent load(String file, Texts texts, Callback<Class<?>, Object> controllers) {
    FXMLLoader loader = new FXMLLoader(Panes.class.getResource(file), texts.bundle());
    loader.setControllerFactory(controllers);
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has Escape close a window from everywhere; tables and lists would keep it for themselves. */
  static void escape(Scene scene, Runnable close) {
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), close);
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          Node focused = scene.getFocusOwner();
          boolean idle =
              focused instanceof ListView<?>
                  || (focused instanceof TableView<?> table && table.getEditingCell() == null);
          if (key.getCode() == KeyCode.ESCAPE && idle) {
            key.consume();
            close.run();
          }
        });
  }
}
