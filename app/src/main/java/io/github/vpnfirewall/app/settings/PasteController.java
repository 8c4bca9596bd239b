package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.settings.ServerLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Binds the dialog that takes many servers at once. */
public final class PasteController {
  /** A text area lays all its lines out at once: of more than these, only the number is shown. */
  private static final int SHOWN_LINES = 1000;

  private static final KeyCombination PASTE =
      new KeyCodeCombination(KeyCode.V, KeyCombination.SHORTCUT_DOWN);

  private final Texts texts;
  private final PasteViewModel model;
  private final Runnable take;
  private final Runnable cancel;
  private final ProtocolNames names;

  @FXML private TextArea text;
  @FXML private Label large;
  @FXML private ComboBox<ServerProtocol> protocol;
  @FXML private TextField port;
  @FXML private Label portError;
  @FXML private TableView<ServerLine> preview;
  @FXML private TableColumn<ServerLine, Integer> lineColumn;
  @FXML private TableColumn<ServerLine, ServerLine> textColumn;
  @FXML private TableColumn<ServerLine, ServerLine> meaningColumn;
  @FXML private Label summary;
  @FXML private Label problem;
  @FXML private Button lookUp;
  @FXML private Label looked;
  @FXML private Button add;

  PasteController(Texts texts, PasteViewModel model, Runnable take, Runnable cancel) {
    this.texts = texts;
    this.model = model;
    this.take = take;
    this.cancel = cancel;
    this.names = new ProtocolNames(texts);
  }

  @FXML
  void initialize() {
    Texted.leaveByTab(text);
    text.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          String pasted = PASTE.match(key) ? Clipboard.getSystemClipboard().getString() : null;
          if (pasted != null && large(pasted)) {
            model.text().set(pasted);
            key.consume();
          }
        });
    text.textProperty()
        .addListener(
            (o, was, typed) -> {
              if (text.isVisible()) {
                model.text().set(typed);
              }
            });
    model.text().addListener((o, was, is) -> fill());
    fill();
    protocol.getItems().setAll(PasteViewModel.PROTOCOLS);
    protocol.setConverter(names);
    protocol.valueProperty().bindBidirectional(model.protocol());
    new EntryField(port, portError).edit(model.port());
    preview.setItems(model.lines());
    lineColumn.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().number()));
    textColumn.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    textColumn.setCellFactory(column -> new Shown(false));
    meaningColumn.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    meaningColumn.setCellFactory(column -> new Shown(true));
    Texted.show(model.summary(), summary);
    Texted.show(model.problem(), problem);
    lookUp.textProperty().bind(model.names());
    lookUp.visibleProperty().bind(model.names().isNotEmpty());
    lookUp.managedProperty().bind(lookUp.visibleProperty());
    lookUp.disableProperty().bind(model.lookup().busy());
    Texted.show(model.lookup().said(), looked);
    add.textProperty().bind(model.action());
    add.disableProperty().bind(model.ready().not());
  }

  @FXML
  void add() {
    if (model.ready().get()) {
      take.run();
    }
  }

  @FXML
  void lookUp() {
    model.lookUp();
  }

  @FXML
  void cancel() {
    cancel.run();
  }

  private void fill() {
    String now = model.text().get();
    boolean big = large(now);
    large.setVisible(big);
    large.setManaged(big);
    text.setVisible(!big);
    text.setManaged(!big);
    if (big) {
      large.setText(texts.text("settings.paste.large", (int) now.lines().count()));
    } else if (!text.getText().equals(now)) {
      text.setText(now);
    }
  }

  private static boolean large(String text) {
    return text.lines().limit(SHOWN_LINES + 1L).count() > SHOWN_LINES;
  }

  private String meaning(ServerLine line) {
    return switch (line.kind()) {
      case NEW -> {
        Server server = line.server().orElseThrow();
        yield ServerWords.open(server)
            ? texts.text("settings.paste.open", describe(server))
            : describe(server);
      }
      case THERE -> texts.text("settings.paste.there", describe(line.server().orElseThrow()));
      case TWICE -> texts.text("settings.paste.twice", describe(line.server().orElseThrow()));
      case NAME -> texts.text("settings.paste.name", line.name().orElseThrow().host());
      case PROBLEM -> line.problem();
    };
  }

  private String describe(Server server) {
    return ServerWords.of(texts, server);
  }

  /** A line as it stands there, or what it was taken for. */
  private final class Shown extends TableCell<ServerLine, ServerLine> {
    private static final double SIGN = 12;

    private final boolean meant;

    Shown(boolean meant) {
      this.meant = meant;
    }

    @Override
    protected void updateItem(ServerLine line, boolean empty) {
      super.updateItem(line, empty);
      getStyleClass().removeAll("complaint", "note");
      boolean there = !empty && line != null;
      String said = !there ? "" : meant ? meaning(line) : line.text();
      setText(said);
      setTooltip(said.isEmpty() ? null : new Tooltip(said));
      boolean wrong = there && meant && line.kind() == Kind.PROBLEM;
      setGraphic(wrong ? Emblem.LEAKING.draw(SIGN) : null);
      if (there && line.kind() != Kind.NEW) {
        getStyleClass().add(wrong ? "complaint" : "note");
      }
    }
  }
}
