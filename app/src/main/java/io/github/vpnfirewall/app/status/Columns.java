package io.github.vpnfirewall.app.status;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;

/** Puts cards beside each other, or below each other where there is no room. */
final class Columns {
  /** Marks a card that always has a row of its own. */
  static final String WHOLE_ROW = "whole-row";

  private static final int TWO = 2;

  private Columns() {}

  /** Arranges the grid's children in their order. */
  static void arrange(GridPane grid, boolean wide) {
    int columns = wide ? TWO : 1;
    if (grid.getColumnConstraints().size() == columns) {
      return;
    }
    ColumnConstraints share = new ColumnConstraints();
    share.setPercentWidth(100.0 / columns);
    grid.getColumnConstraints().setAll(wide ? List.of(share, share) : List.of(share));
    int row = 0;
    int column = 0;
    for (Node card : grid.getChildren()) {
      boolean whole = card.getStyleClass().contains(WHOLE_ROW);
      if (whole && column > 0) {
        row++;
        column = 0;
      }
      GridPane.setConstraints(card, column, row, whole ? columns : 1, 1);
      column += whole ? columns : 1;
      if (column >= columns) {
        row++;
        column = 0;
      }
    }
  }
}
