package io.github.vpnfirewall.app.look;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/** Emblems as pictures, for task bars and window lists. */
public final class EmblemImage {
  private EmblemImage() {}

  /** The emblem in the sizes that window managers ask for. For the toolkit's thread. */
  public static List<Image> icons(Emblem emblem) {
    return Stream.of(16, 32, 48, 64).map(size -> draw(emblem, size)).toList();
  }

  private static Image draw(Emblem emblem, int size) {
    Node drawing = emblem.draw(size);
    Group root = new Group(drawing);
    root.getStyleClass().add(emblem.tone().styleClass());
    Scene scene = new Scene(root, Color.TRANSPARENT);
    Theme.LIGHT.applyTo(scene.getStylesheets());
    SnapshotParameters how = new SnapshotParameters();
    how.setFill(Color.TRANSPARENT);
    return root.snapshot(how, null);
  }
}
