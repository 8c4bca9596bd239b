package io.github.vpnfirewall.app.look;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/**
 * A few lines over the last while, newest at the right. It is drawn when it is given values, and
 * never by itself. Lines differ in their dashes as well as in their colour: style classes {@code
 * series-0}, {@code series-1} and so on.
 */
public final class LiveChart extends Region {
  private static final double GAP = 4;

  private final List<Path> lines = new ArrayList<>();
  private final Line floor = new Line();
  private final Line ceiling = new Line();
  private final Label top = label();
  private final Label from = label();
  private final Label until = label();
  private List<double[]> series = List.of();
  private double highest = 1;

  /**
   * @param count how many lines
   * @param begin what stands at the left end of the time axis
   * @param end what stands at its right end
   */
  public LiveChart(int count, String begin, String end) {
    getStyleClass().add("live-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    from.setText(begin);
    until.setText(end);
    floor.getStyleClass().add("live-axis");
    ceiling.getStyleClass().add("live-axis");
    getChildren().addAll(floor, ceiling, top, from, until);
    for (int i = count - 1; i >= 0; i--) {
      Path line = new Path();
      line.setManaged(false);
      line.getStyleClass().addAll("live-line", "series-" + i);
      lines.add(0, line);
      getChildren().add(line);
    }
  }

  /**
   * Shows these values.
   *
   * @param values a list of values for each line, from 0 up, oldest first; what is not a number is
   *     left out
   * @param ceilingValue the value at the upper edge, more than 0
   * @param ceilingText the same in words
   * @param said all of it in words, for those who do not see it
   */
  public void show(List<double[]> values, double ceilingValue, String ceilingText, String said) {
    series = List.copyOf(values);
    highest = ceilingValue;
    top.setText(ceilingText);
    setAccessibleText(said);
    draw();
  }

  /** A short piece of one of the lines, for a legend. */
  public static Line sample(int index) {
    Line sample = new Line(0, 0, 26, 0);
    sample.getStyleClass().addAll("live-line", "series-" + index);
    return sample;
  }

  private static Label label() {
    Label label = new Label();
    label.getStyleClass().addAll("note", "live-label");
    return label;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double text = snapSizeY(from.prefHeight(-1));
    place(top, 0, 0);
    place(from, 0, getHeight() - text);
    place(until, width - until.prefWidth(-1), getHeight() - text);
    rule(ceiling, text + GAP, width);
    rule(floor, getHeight() - text - GAP, width);
    draw();
  }

  private static void place(Label label, double x, double y) {
    label.resizeRelocate(x, y, label.prefWidth(-1), label.prefHeight(-1));
  }

  private static void rule(Line line, double y, double width) {
    line.setStartY(y);
    line.setEndY(y);
    line.setStartX(0);
    line.setEndX(width);
  }

  private void draw() {
    for (int i = 0; i < lines.size(); i++) {
      draw(lines.get(i), i < series.size() ? series.get(i) : new double[0]);
    }
  }

  private void draw(Path path, double[] values) {
    double upper = ceiling.getStartY();
    double height = floor.getStartY() - upper;
    double step = values.length < 2 ? 0 : getWidth() / (values.length - 1);
    path.getElements().clear();
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        drawing = false;
        continue;
      }
      double y = upper + height * (1 - Math.min(1, values[i] / highest));
      if (drawing) {
        path.getElements().add(new LineTo(i * step, y));
      } else {
        path.getElements().add(new MoveTo(Math.max(0, i - 1) * step, y));
        path.getElements().add(new LineTo(i * step, y));
        drawing = true;
      }
    }
  }
}
