package io.github.vpnfirewall.app.look;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.SVGPath;

/** Small signs beside words, so that what they say does not hang on a colour. */
public enum Mark {
  /** As it should be: a tick. */
  TICK("M2.2 8.2L4 6.4L6.8 9.2L12.4 3.6L14.2 5.4L6.8 12.8Z"),
  /** Danger: a cross. */
  CROSS("M3 4.6L4.6 3L8 6.4L11.4 3L13 4.6L9.6 8L13 11.4L11.4 13L8 9.6L4.6 13L3 11.4L6.4 8Z"),
  /** Not proven: an exclamation mark. */
  EXCLAMATION("M6.8 2H9.2V9.4H6.8ZM6.8 11.2H9.2V13.6H6.8Z"),
  /** Nothing to say: a dash. */
  DASH("M3 6.9H13V9.1H3Z");

  private static final double GRID = 16;

  private final String shape;

  Mark(String shape) {
    this.shape = shape;
  }

  /** The outline, as SVG path data on a grid of 16. */
  public String shape() {
    return shape;
  }

  /**
   * Draws it. The colour comes from the style sheet: class {@code mark} with the tone's.
   *
   * @param size width and height in pixels, beside text of the usual size
   */
  public Node draw(double size, Tone tone) {
    SVGPath frame = new SVGPath();
    frame.setContent("M0 0H16V16H0Z");
    frame.getStyleClass().add("emblem-frame");
    SVGPath path = new SVGPath();
    path.setContent(shape);
    path.getStyleClass().addAll("mark", tone.styleClass());
    Group drawing = new Group(frame, path);
    drawing.setScaleX(TextSize.scaled(size) / GRID);
    drawing.setScaleY(TextSize.scaled(size) / GRID);
    return new Group(drawing);
  }
}
