package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Binds the import dialog. */
public final class ImportController {
  private static final double SIGN = 14;

  private final Texts texts;
  private final ImportViewModel model;
  private final Runnable choose;
  private final Runnable leave;

  @FXML private Pane page;
  @FXML private Node intro;
  @FXML private Pane zone;
  @FXML private Button choosing;
  @FXML private Pane files;
  @FXML private Pane looking;
  @FXML private Label progress;
  @FXML private ProgressBar bar;
  @FXML private Pane names;
  @FXML private Pane narrow;
  @FXML private ComboBox<ServerProtocol> protocol;
  @FXML private TextField port;
  @FXML private Label portError;
  @FXML private Pane how;
  @FXML private RadioButton add;
  @FXML private RadioButton replace;
  @FXML private Label headline;
  @FXML private Pane changes;
  @FXML private Pane notice;
  @FXML private Label noticeText;
  @FXML private Pane noticeLines;
  @FXML private Node saving;
  @FXML private Label hint;
  @FXML private Button close;
  @FXML private Button apply;

  /**
   * @param choose asks for files and adds them
   * @param leave closes the dialog
   */
  ImportController(Texts texts, ImportViewModel model, Runnable choose, Runnable leave) {
    this.texts = texts;
    this.model = model;
    this.choose = choose;
    this.leave = leave;
  }

  @FXML
  void initialize() {
    model.files().addListener((InvalidationListener) change -> showFiles());
    model.names().addListener((InvalidationListener) change -> showNames());
    model.changes().addListener((InvalidationListener) change -> showChanges());
    model.outcome().addListener((o, was, is) -> tell(is));
    progress.textProperty().bind(model.progress());
    bar.progressProperty().bind(model.share());
    headline.textProperty().bind(model.headline());
    ObservableBooleanValue some = Bindings.isNotEmpty(model.files());
    there(looking, model.progress().isNotEmpty());
    there(names, Bindings.isNotEmpty(model.names()));
    there(narrow, model.wide());
    there(how, some);
    there(intro, Bindings.isEmpty(model.files()));
    there(headline, model.headline().isNotEmpty());
    there(changes, Bindings.isNotEmpty(model.changes()));
    there(saving, model.busy());
    hint.textProperty().bind(model.hint());
    page.disableProperty().bind(model.busy());
    close.disableProperty().bind(model.busy());
    apply.disableProperty().bind(model.ready().not().or(model.busy()));
    ToggleGroup modes = new ToggleGroup();
    add.setToggleGroup(modes);
    replace.setToggleGroup(modes);
    replace
        .selectedProperty()
        .addListener((o, was, is) -> model.mode().set(is ? Merge.Mode.REPLACE : Merge.Mode.ADD));
    narrowing();
    tell(model.outcome().get());
    showFiles();
  }

  private void narrowing() {
    protocol.getItems().setAll(ServerProtocol.ANY, ServerProtocol.UDP, ServerProtocol.TCP);
    protocol.setConverter(new Names());
    protocol.valueProperty().bindBidirectional(model.narrowing().protocol());
    port.textProperty().bindBidirectional(model.narrowing().port());
    port.disableProperty().bind(model.narrowing().protocol().isEqualTo(ServerProtocol.ANY));
    portError.textProperty().bind(model.narrowing().error());
    there(portError, model.narrowing().error().isNotEmpty());
  }

  @FXML
  void choose() {
    choose.run();
  }

  @FXML
  void apply() {
    model.apply();
  }

  @FXML
  void close() {
    leave.run();
  }

  private void showFiles() {
    files.getChildren().setAll(model.files().stream().map(this::card).toList());
    files.setManaged(!model.files().isEmpty());
    zone.getStyleClass().remove("small");
    if (!model.files().isEmpty()) {
      zone.getStyleClass().add("small");
    }
    choosing.setText(texts.text(model.files().isEmpty() ? "import.choose" : "import.choose.more"));
  }

  private Node card(FileRow row) {
    Label name = text(row.name(), "strong");
    Label kind = text(row.kind(), "note");
    Button remove = new Button(texts.text("import.remove"));
    remove.setAccessibleText(texts.text("import.remove.file", row.name()));
    remove.setOnAction(event -> model.remove(row));
    remove.setMinWidth(Button.USE_PREF_SIZE);
    VBox head = new VBox(name, kind);
    HBox.setHgrow(head, Priority.ALWAYS);
    HBox top = new HBox(head, remove);
    top.getStyleClass().add("beside");
    VBox card = new VBox(top);
    card.getStyleClass().add("card");
    if (!row.summary().isEmpty()) {
      card.getChildren().add(sign(Mark.TICK, Tone.GOOD, text(row.summary())));
    }
    if (!row.error().isEmpty()) {
      head.getChildren().remove(kind);
      card.getChildren().add(sign(Mark.CROSS, Tone.BAD, text(row.error(), "complaint")));
    }
    row.remarks().forEach(remark -> card.getChildren().add(remark(remark)));
    return card;
  }

  private static Node remark(FileRow.Said remark) {
    return remark.careful()
        ? sign(Mark.EXCLAMATION, Tone.CAREFUL, text(remark.text(), "caution"))
        : sign(Mark.DASH, Tone.QUIET, text(remark.text(), "note"));
  }

  private void showNames() {
    names
        .getChildren()
        .setAll(
            model.names().stream()
                .map(said -> sign(Mark.EXCLAMATION, Tone.CAREFUL, text(said, "caution")))
                .toList());
  }

  private void showChanges() {
    changes.getChildren().setAll(model.changes().stream().map(said -> text(said)).toList());
  }

  private void tell(Outcome what) {
    boolean any = !what.text().isEmpty();
    notice.setVisible(any);
    notice.setManaged(any);
    notice.getStyleClass().removeAll(List.of("bad", "careful"));
    notice.getStyleClass().add(what.failed() ? "bad" : "careful");
    noticeText.setText(what.text());
    noticeLines.getChildren().setAll(what.lines().stream().map(said -> text("• " + said)).toList());
    noticeLines.setManaged(!what.lines().isEmpty());
    boolean saved = any && !what.failed();
    close.setText(texts.text(saved ? "import.close" : "import.cancel"));
  }

  private static Node sign(Mark mark, Tone tone, Label text) {
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox line = new HBox(mark.draw(SIGN, tone), text);
    line.getStyleClass().add("signed");
    return line;
  }

  private static Label text(String text, String... classes) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    label.getStyleClass().addAll(classes);
    return label;
  }

  private static void there(Node node, ObservableBooleanValue when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  /** What protocols are called here. */
  private final class Names extends StringConverter<ServerProtocol> {
    @Override
    public String toString(ServerProtocol value) {
      return value == null
          ? ""
          : value == ServerProtocol.ANY
              ? texts.text("import.narrow.any")
              : value.key().toUpperCase(Locale.ROOT);
    }

    @Override
    public ServerProtocol fromString(String text) {
      throw new UnsupportedOperationException("it cannot be edited");
    }
  }
}
