package io.github.vpnfirewall.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class LiveChartTest {
  private static final double UNKNOWN = Double.NaN;

  private LiveChart chart;

  @Start
  void start(Stage stage) {
    chart = new LiveChart(2, "then", "now");
    stage.setScene(new Scene(chart, 400, 200));
    Theme.LIGHT.applyTo(stage.getScene().getStylesheets());
    stage.show();
  }

  @Test
  void lineGoesFromLeftToRightAndNeverBeyondTheCeiling(FxRobot robot) {
    show(robot, new double[] {0, 5, 10, 20}, new double[] {0, 0, 0, 0});

    List<PathElement> line = line(robot, 0);
    assertThat(line).hasSize(5);
    assertThat(((MoveTo) line.get(0)).getX()).isZero();
    assertThat(x(line, 4)).isEqualTo(chart.getWidth());
    assertThat(y(line, 4)).as("more than the ceiling").isEqualTo(y(line, 3));
    assertThat(y(line, 1) - y(line, 2)).isEqualTo(y(line, 2) - y(line, 3)).isPositive();
    assertThat(y(line(robot, 1), 4)).as("nothing is at the floor").isEqualTo(y(line, 1));
  }

  @Test
  void whatIsNotKnownIsAGap(FxRobot robot) {
    show(robot, new double[] {UNKNOWN, 1, 1, UNKNOWN, 1}, new double[0]);

    assertThat(line(robot, 0)).filteredOn(MoveTo.class::isInstance).hasSize(2);
    assertThat(line(robot, 0)).filteredOn(LineTo.class::isInstance).hasSize(3);
    assertThat(line(robot, 1)).isEmpty();
  }

  @Test
  void axesSayTheirUnitsAndAllOfItIsSaidInWords(FxRobot robot) {
    show(robot, new double[] {1, 2}, new double[] {1, 2});

    assertThat(robot.lookup(".live-label").queryAllAs(Label.class))
        .extracting(Label::getText)
        .containsExactlyInAnyOrder("10 kB/s", "then", "now");
    assertThat(chart.getAccessibleText()).isEqualTo("all of it");
  }

  @Test
  void linesDifferByMoreThanTheirColour(FxRobot robot) {
    show(robot, new double[] {1, 2}, new double[] {1, 2});
    robot.interact(chart::applyCss);

    assertThat(path(robot, 0).getStrokeDashArray()).isEmpty();
    assertThat(path(robot, 1).getStrokeDashArray()).isNotEmpty();
  }

  private void show(FxRobot robot, double[] one, double[] other) {
    robot.interact(
        () -> {
          chart.show(List.of(one, other), 10, "10 kB/s", "all of it");
          chart.layout();
        });
  }

  private static List<PathElement> line(FxRobot robot, int index) {
    return path(robot, index).getElements();
  }

  private static Path path(FxRobot robot, int index) {
    return robot.lookup(".series-" + index).queryAs(Path.class);
  }

  private static double x(List<PathElement> line, int index) {
    return ((LineTo) line.get(index)).getX();
  }

  private static double y(List<PathElement> line, int index) {
    return ((LineTo) line.get(index)).getY();
  }
}
