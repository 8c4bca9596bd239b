package io.github.vpnfirewall.app.assistant;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** Binds the first page: which VPN. */
public final class VpnController {
  /** So many can be chosen one by one. */
  private static final int FEW = 3;

  private final AssistantViewModel assistant;
  private final VpnStep model;
  private final Supplier<Optional<Path>> chooser;

  @FXML private Pane looking;
  @FXML private Pane found;
  @FXML private Label why;
  @FXML private Pane rows;
  @FXML private Pane many;
  @FXML private Pane notes;
  @FXML private Pane ways;
  @FXML private Pane resolving;
  @FXML private ProgressBar bar;
  @FXML private Label barText;

  /**
   * @param chooser has the person name a file
   */
  VpnController(AssistantViewModel assistant, Supplier<Optional<Path>> chooser) {
    this.assistant = assistant;
    this.model = assistant.vpn();
    this.chooser = chooser;
  }

  @FXML
  void initialize() {
    why.textProperty().bind(model.why());
    bar.progressProperty().bind(model.progress());
    barText.textProperty().bind(model.progressText());
    model.rows().addListener((ListChangeListener<VpnRow>) change -> fill());
    model.notes().addListener((ListChangeListener<String>) change -> note());
    model.state().addListener(change -> show());
    fill();
    note();
    show();
  }

  @FXML
  void open() {
    chooser.get().ifPresent(model::open);
  }

  @FXML
  void enterByHand() {
    assistant.enterByHand();
  }

  @FXML
  void look() {
    model.look();
  }

  @FXML
  void chooseAll() {
    model.chooseAll(true);
  }

  @FXML
  void chooseNone() {
    model.chooseAll(false);
  }

  private void show() {
    VpnStep.State state = model.state().get();
    Shown.when(looking, state == VpnStep.State.LOOKING);
    Shown.when(found, state != VpnStep.State.LOOKING);
    Shown.when(ways, state != VpnStep.State.RESOLVING);
    Shown.when(resolving, state == VpnStep.State.RESOLVING);
    found.setDisable(state == VpnStep.State.RESOLVING);
  }

  private void fill() {
    rows.getChildren().setAll(model.rows().stream().map(VpnController::row).toList());
    Shown.when(rows, !model.rows().isEmpty());
    Shown.when(many, model.rows().size() > FEW);
  }

  private void note() {
    notes.getChildren().setAll(model.notes().stream().map(text -> label(text, "note")).toList());
    Shown.when(notes, !model.notes().isEmpty());
  }

  private static Node row(VpnRow row) {
    CheckBox box = new CheckBox(row.title());
    box.setMnemonicParsing(false);
    box.setWrapText(true);
    box.getStyleClass().add("strong");
    box.setAccessibleHelp(String.join(" ", sentences(row)));
    box.selectedProperty().bindBidirectional(row.chosen());
    VBox card = new VBox(box, label(row.about(), "note", "indented"));
    row.cautions().forEach(text -> card.getChildren().add(label(text, "caution", "indented")));
    card.getStyleClass().addAll("card", "option");
    return card;
  }

  private static List<String> sentences(VpnRow row) {
    return Stream.concat(Stream.of(row.about()), row.cautions().stream()).toList();
  }

  private static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll(styles);
    return label;
  }
}
