package io.github.vpnfirewall.app.status;

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
import javafx.scene.layout.VBox;

/** What stands on the cards, as nodes. */
final class CardNodes {
  private CardNodes() {}

  static Node line(Line line) {
    VBox box = new VBox(label(line.name(), "strong"));
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
    return label(door.text(), "door", door.tone().styleClass());
  }

  /** Fills the rows below the table's head, which the FXML holds. */
  static void fill(GridPane table, List<Counts> families) {
    table.getChildren().removeIf(node -> row(node) > 0);
    for (int i = 0; i < families.size(); i++) {
      Counts counts = families.get(i);
      List<String> cells = List.of(counts.family(), counts.out(), counts.in(), counts.forward());
      for (int column = 0; column < cells.size(); column++) {
        table.add(label(cells.get(column), column == 0 ? "strong" : "number"), column, i + 1);
      }
    }
    table.setVisible(!families.isEmpty());
    table.setManaged(table.isVisible());
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
