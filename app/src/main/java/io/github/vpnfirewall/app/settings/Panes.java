package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import javafx.util.Callback;

/** Builds what FXML describes. */
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
}
