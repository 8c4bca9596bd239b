package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.LiveChart;
import io.github.vpnfirewall.app.status.StatusFace.Counts;
import io.github.vpnfirewall.app.status.StatusFace.Door;
import io.github.vpnfirewall.app.status.StatusFace.DoorLine;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What stands on the cards, as nodes. */
final class CardNodes {
  private static final double SIGN = 12;

  private CardNodes() {}

  static void fill(Pane pane, List<Line> lines) {
    pane.getChildren().setAll(lines.stream().map(CardNodes::line).toList());
  }

  static Node line(Line line) {
    VBox box = new VBox();
    if (!line.name().isEmpty()) {
      box.getChildren().add(label(line.name(), "strong"));
    }
    if (!line.note().isEmpty()) {
      box.getChildren().add(label(line.note(), "note"));
    }
    box.getStyleClass().add("line");
    return box;
  }

  static Node door(DoorLine line) {
    FlowPane doors = new FlowPane();
    doors.getStyleClass().add("doors");
    doors.getChildren().setAll(line.doors().stream().map(CardNodes::door).toList());
    VBox box = new VBox(label(line.link(), "strong"));
    if (!line.doors().isEmpty()) {
      box.getChildren().add(doors);
    }
    box.getChildren().add(label(line.checked(), "note"));
    box.getStyleClass().add("line");
    return box;
  }

  private static Label door(Door door) {
    Label label = label(door.text(), "door", door.tone().styleClass());
    label.setGraphic(door.mark().draw(SIGN, door.tone()));
    return label;
  }

  /** Fills the rows below the table's head, which the FXML holds. */
  static void fill(GridPane table, List<Counts> directions) {
    table.getChildren().removeIf(node -> row(node) > 0);
    for (int i = 0; i < directions.size(); i++) {
      Counts counts = directions.get(i);
      HBox name = new HBox(LiveChart.sample(i), cell(counts.direction(), "strong"));
      name.getStyleClass().add("legend");
      table.add(name, 0, i + 1);
      table.add(cell("", "number", "now"), 1, i + 1);
      table.add(cell(counts.ipv4(), "number"), 2, i + 1);
      table.add(cell(counts.ipv6(), "number"), 3, i + 1);
    }
    table.setVisible(!directions.isEmpty());
    table.setManaged(table.isVisible());
  }

  /** How fast each row of that table grows. */
  static void rates(GridPane table, List<String> rates) {
    table.lookupAll(".now").stream()
        .map(Label.class::cast)
        .forEach(
            label -> label.setText(row(label) > rates.size() ? "" : rates.get(row(label) - 1)));
  }

  /** A label that is never cut nor broken. */
  private static Label cell(String text, String... styleClasses) {
    Label label = label(text, styleClasses);
    label.setWrapText(false);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static int row(Node node) {
    Integer row = GridPane.getRowIndex(node);
    return row == null ? 0 : row;
  }

  private static Label label(String text, String... styleClasses) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll(Stream.of(styleClasses).toList());
    return label;
  }
}
