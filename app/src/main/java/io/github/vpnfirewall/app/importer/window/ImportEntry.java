package io.github.vpnfirewall.app.importer.window;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The ways from another window to the import dialog. */
public final class ImportEntry {
  /** The button's id in other windows' FXML. It stays hidden where it would lead nowhere. */
  private static final String BUTTON = "#import";

  private ImportEntry() {}

  /**
   * Leads from a window to the import dialog: by its button {@code #import} if it has one, by
   * Ctrl+I, and by dropping files onto it. For the toolkit's thread.
   *
   * @param open is given the files that were dropped; none if the dialog is only to be opened
   */
  public static void install(Scene scene, Consumer<List<Path>> open) {
    ImportDrop.accept(scene, open);
    scene
        .getAccelerators()
        .put(
            new KeyCodeCombination(KeyCode.I, KeyCombination.SHORTCUT_DOWN),
            () -> open.accept(List.of()));
    Node found = scene.lookup(BUTTON);
    if (found instanceof Button button) {
      button.setOnAction(event -> open.accept(List.of()));
      button.setVisible(true);
      button.setManaged(true);
    }
  }
}
