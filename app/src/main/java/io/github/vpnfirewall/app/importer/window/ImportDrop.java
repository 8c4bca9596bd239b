package io.github.vpnfirewall.app.importer.window;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files that are dropped onto a window. All methods are for the toolkit's thread. */
public final class ImportDrop {
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop");

  private ImportDrop() {}

  /**
   * Takes files that are dropped anywhere onto a window; shows itself meanwhile by the pseudo-class
   * {@code drop} at its root.
   *
   * @param files is given what was dropped, at least one
   */
  public static void accept(Scene scene, Consumer<List<Path>> files) {
    scene.addEventHandler(DragEvent.DRAG_OVER, event -> over(event));
    scene.addEventHandler(DragEvent.DRAG_ENTERED_TARGET, event -> mark(scene, event, true));
    scene.addEventHandler(DragEvent.DRAG_EXITED_TARGET, event -> mark(scene, event, false));
    scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> dropped(event, files));
  }

  private static void over(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private static void mark(Scene scene, DragEvent event, boolean over) {
    Node root = scene.getRoot();
    root.pseudoClassStateChanged(OVER, over && event.getDragboard().hasFiles());
  }

  private static void dropped(DragEvent event, Consumer<List<Path>> files) {
    boolean any = event.getDragboard().hasFiles();
    if (any) {
      files.accept(event.getDragboard().getFiles().stream().map(File::toPath).toList());
    }
    event.setDropCompleted(any);
    event.consume();
  }
}
