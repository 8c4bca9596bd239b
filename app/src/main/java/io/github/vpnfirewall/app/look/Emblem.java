package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.protection.Picture;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;

/** The large sign of each state: the tray icons' shapes, so that window and tray look alike. */
public enum Emblem {
  PROTECTED(Shapes.SHIELD, "M3.6 8.1L5 6.7L7 8.7L11 4.7L12.4 6.1L7 11.5Z", Tone.GOOD),
  BLOCKING(Shapes.SHIELD, "M5 5H7V11H5ZM9 5H11V11H9Z", Tone.GOOD),
  EXPOSED(
      "M8 .5C6.1 1.9 3.9 2.6 1 2.7V7.5C1 11.3 3.7 14.1 8 15.5V13.4C4.9 12.2 3 10.2 3 7.5V4.5C5 4.3"
          + " 6.6 3.7 8 2.8C9.4 3.7 11 4.3 13 4.5V6H15V2.7C12.1 2.6 9.9 1.9 8 .5ZM6 9H11V6.6L15.8"
          + " 10L11 13.4V11H6Z",
      "",
      Tone.BAD),
  LEAKING(
      "M8 .8C8.5 .8 8.9 1.1 9.2 1.6L15.6 13C16.1 14 15.5 15.2 14.4 15.2H1.6C.5 15.2-.1 14 .4 13L6.8"
          + " 1.6C7.1 1.1 7.5 .8 8 .8Z",
      "M7 5H9V10H7ZM7 11.2H9V13.2H7Z",
      Tone.BAD),
  UNKNOWN(
      Shapes.SHIELD,
      "M5.1 6.2A2.9 2.9 0 1 1 8.95 8.94V10H7.05V7.3H8A1.1 1.1 0 1 0 6.9 6.2ZM7 11H9V13H7Z",
      Tone.BAD),
  BUSY(
      Shapes.SHIELD,
      "M3.6 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0ZM6.9 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2"
          + " 0ZM10.2 8a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0Z",
      Tone.QUIET);

  private static final double GRID = 16;

  private final String body;
  private final String mark;
  private final Tone tone;

  Emblem(String body, String mark, Tone tone) {
    this.body = body;
    this.mark = mark;
    this.tone = tone;
  }

  /** The sign of what is shown: the state's own, or the busy one while the helper is at work. */
  public static Emblem of(Picture picture) {
    if (picture.busy()) {
      return BUSY;
    }
    return switch (picture.protection()) {
      case PROTECTED -> PROTECTED;
      case BLOCKING -> BLOCKING;
      case EXPOSED -> EXPOSED;
      case LEAKING -> LEAKING;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** Which colour it has. */
  public Tone tone() {
    return tone;
  }

  /** The outline, as SVG path data on a grid of 16. */
  public String body() {
    return body;
  }

  /** What stands on it, as SVG path data on the same grid; may be empty. */
  public String mark() {
    return mark;
  }

  /**
   * Draws it. The colours come from the style sheet: classes {@code emblem-body} and {@code
   * emblem-mark}.
   *
   * @param size width and height in pixels
   */
  public Node draw(double size) {
    SVGPath outline = path(body, "emblem-body");
    outline.setFillRule(FillRule.EVEN_ODD);
    SVGPath frame = path("M0 0H16V16H0Z", "emblem-frame");
    Group drawing = new Group(frame, outline, path(mark, "emblem-mark"));
    drawing.setScaleX(size / GRID);
    drawing.setScaleY(size / GRID);
    return new Group(drawing);
  }

  private static SVGPath path(String data, String styleClass) {
    SVGPath path = new SVGPath();
    path.setContent(data);
    path.getStyleClass().add(styleClass);
    return path;
  }

  private static final class Shapes {
    static final String SHIELD =
        "M8 .5C6.1 1.9 3.9 2.6 1 2.7V7.5C1 11.3 3.7 14.1 8 15.5C12.3 14.1 15 11.3 15"
            + " 7.5V2.7C12.1 2.6 9.9 1.9 8 .5Z";
  }
}
