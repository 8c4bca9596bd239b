package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.text.Texts;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/** Binds the third page: what will happen. */
public final class PreviewController {
  private static final double SIGN_SIZE = 15;

  private final Texts texts;
  private final AssistantViewModel model;

  @FXML private Pane careful;
  @FXML private Pane carefulPoints;
  @FXML private Pane blockedPoints;
  @FXML private Pane worksPoints;

  PreviewController(Texts texts, AssistantViewModel model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    model.points().addListener((ListChangeListener<Point>) change -> fill());
    fill();
  }

  private void fill() {
    Map.of(
            Point.Kind.CAREFUL, carefulPoints,
            Point.Kind.BLOCKED, blockedPoints,
            Point.Kind.WORKS, worksPoints)
        .forEach(this::fill);
    Shown.when(careful, !carefulPoints.getChildren().isEmpty());
  }

  private void fill(Point.Kind kind, Pane pane) {
    List<Node> lines =
        model.points().stream().filter(point -> point.kind() == kind).map(this::line).toList();
    pane.getChildren().setAll(lines);
  }

  private Node line(Point point) {
    Label text = new Label(texts.text(point.key(), point.details()));
    text.setWrapText(true);
    HBox line = new HBox(mark(point.kind()), text);
    line.getStyleClass().add("point");
    return line;
  }

  private static Node mark(Point.Kind kind) {
    return switch (kind) {
      case CAREFUL -> Mark.EXCLAMATION.draw(SIGN_SIZE, Tone.CAREFUL);
      case BLOCKED -> Mark.CROSS.draw(SIGN_SIZE, Tone.QUIET); // which is what is wanted
      case WORKS -> Mark.TICK.draw(SIGN_SIZE, Tone.GOOD);
    };
  }
}
