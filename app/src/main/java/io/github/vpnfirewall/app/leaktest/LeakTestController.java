package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.leaktest.LeakFace.Cell;
import io.github.vpnfirewall.app.leaktest.LeakFace.Row;
import io.github.vpnfirewall.app.text.Texts;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Binds the leak test's window. */
public final class LeakTestController {
  private static final double SIGN = 34;
  private static final double SMALL_SIGN = 14;

  private final Texts texts;
  private final LeakTestViewModel model;
  private final LeakTestWindow.Outlets outlets;

  @FXML private Pane verdict;
  @FXML private StackPane sign;
  @FXML private Label headline;
  @FXML private Pane lines;
  @FXML private Button arm;
  @FXML private GridPane table;
  @FXML private Label basis;
  @FXML private Pane notice;
  @FXML private Label noticeText;
  @FXML private Node progress;
  @FXML private Label hint;
  @FXML private Button copy;
  @FXML private Button save;
  @FXML private Button close;
  @FXML private Button start;

  LeakTestController(Texts texts, LeakTestViewModel model, LeakTestWindow.Outlets outlets) {
    this.texts = texts;
    this.model = model;
    this.outlets = outlets;
  }

  @FXML
  void initialize() {
    there(progress);
    progress.visibleProperty().bind(model.running());
    hint.visibleProperty().bind(model.running());
    there(notice);
    notice.visibleProperty().bind(model.notice().isNotEmpty());
    noticeText.textProperty().bind(model.notice());
    start.disableProperty().bind(model.running().or(model.arming()).or(model.installed().not()));
    model
        .running()
        .addListener(
            (o, was, is) -> {
              if (!is) {
                start.requestFocus(); // which it lost because it could not be pressed
              }
            });
    arm.disableProperty().bind(model.running().or(model.arming()));
    close
        .textProperty()
        .bind(
            Bindings.when(model.running())
                .then(texts.text("leaktest.cancel"))
                .otherwise(texts.text("leaktest.close")));
    sign.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    there(verdict);
    there(arm);
    there(table);
    model.face().addListener((o, was, is) -> show(is));
    show(model.face().get());
  }

  private static void there(Node node) {
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  void start() {
    model.run();
  }

  @FXML
  void arm() {
    model.arm();
  }

  @FXML
  void close() {
    outlets.leave().run();
  }

  @FXML
  void copy() {
    outlets.copy().accept(model.text());
    model.copied();
  }

  @FXML
  void save() {
    outlets.file().apply(model.fileName()).ifPresent(model::save);
  }

  private void show(Optional<LeakFace> found) {
    verdict.setVisible(found.isPresent());
    copy.setDisable(found.isEmpty());
    save.setDisable(found.isEmpty());
    found.ifPresent(this::show);
    table.setVisible(found.map(face -> !face.rows().isEmpty()).orElse(false));
  }

  private void show(LeakFace face) {
    Finding finding = face.finding();
    verdict.getStyleClass().setAll("verdict", finding.tone().styleClass());
    sign.getChildren().setAll(finding.mark().draw(SIGN, finding.tone()));
    headline.setText(face.headline());
    lines.getChildren().setAll(face.lines().stream().map(LeakTestController::line).toList());
    basis.setText(face.basis());
    arm.setText(face.arm().orElse(""));
    arm.setVisible(face.arm().isPresent());
    start.setText(texts.text(face.full().isPresent() ? "leaktest.again" : "leaktest.start"));
    fill(face);
  }

  private static Node line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private void fill(LeakFace face) {
    table.getChildren().clear();
    table.addRow(
        0,
        Stream.concat(
                Stream.of(texts.text("leaktest.card"), texts.text("leaktest.family")),
                face.heads().stream())
            .map(LeakTestController::head)
            .toArray(Node[]::new));
    int index = 1;
    for (Row row : face.rows()) {
      table.add(whole(row.card(), "strong"), 0, index);
      table.add(whole(row.family(), "text"), 1, index);
      for (int i = 0; i < row.cells().size(); i++) {
        table.add(cell(row, face.heads().get(i), row.cells().get(i)), i + 2, index);
      }
      index++;
    }
  }

  private static Node head(String text) {
    return whole(text, "note");
  }

  /** A label that is never cut. */
  private static Label whole(String text, String styleClass) {
    Label label = new Label(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add(styleClass);
    return label;
  }

  private static Node cell(Row row, String head, Cell cell) {
    Label word = whole(cell.text(), cell.tone().styleClass());
    HBox box = new HBox(cell.mark().draw(SMALL_SIGN, cell.tone()), word);
    box.getStyleClass().add("cell");
    box.setAccessibleRole(AccessibleRole.TEXT);
    box.setAccessibleText(
        String.join(", ", row.card(), row.family(), head, cell.text()) + ". " + cell.detail());
    Tooltip.install(box, new Tooltip(cell.detail()));
    return box;
  }
}
