package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.collections.transformation.SortedList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Pane;

/** Binds the servers' table, the search above it and the buttons below it. */
public final class ServersController {
  private final Texts texts;
  private final ServersViewModel model;
  private final PasteDialog paste;
  private final NameLookup lookup;
  private final InvalidationListener tell = change -> tell();
  private ServerDraft told;

  @FXML private TextField search;
  @FXML private Label count;
  @FXML private TableView<ServerDraft> table;
  @FXML private TableColumn<ServerDraft, ServerDraft> numberColumn;
  @FXML private TableColumn<ServerDraft, ServerDraft> labelColumn;
  @FXML private TableColumn<ServerDraft, ServerDraft> addressColumn;
  @FXML private TableColumn<ServerDraft, ServerDraft> protocolColumn;
  @FXML private TableColumn<ServerDraft, ServerDraft> portColumn;
  @FXML private TableColumn<ServerDraft, ServerDraft> hostColumn;
  @FXML private TableColumn<ServerDraft, ServerDraft> noteColumn;
  @FXML private Label detail;
  @FXML private Button lookUp;
  @FXML private Label looked;
  @FXML private Pane trouble;
  @FXML private Label troubleText;
  @FXML private Pane removal;
  @FXML private Label removed;
  @FXML private Button duplicate;
  @FXML private Button remove;

  ServersController(Texts texts, ServersViewModel model, PasteDialog paste, NameLookup lookup) {
    this.texts = texts;
    this.model = model;
    this.paste = paste;
    this.lookup = lookup;
  }

  @FXML
  void initialize() {
    SortedList<ServerDraft> sorted = new SortedList<>(model.rows());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setRowFactory(view -> new ServerRow());
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    column(numberColumn, ServerDraft::number);
    numberColumn.setCellFactory(column -> new ServerNumberCell());
    field(labelColumn, ServerField.LABEL, texts.text("settings.server.label.sample"));
    field(addressColumn, ServerField.ADDRESS, "198.51.100.7");
    field(portColumn, ServerField.PORT, "1194");
    field(hostColumn, ServerField.HOST, "seattle.vpn.example.org");
    field(protocolColumn, ServerField.PROTOCOL, "");
    protocolColumn.setCellFactory(column -> new ProtocolCell(new ProtocolNames(texts)));
    column(noteColumn, draft -> draft.error().isEmpty() ? draft.caution().isEmpty() ? 2 : 1 : 0);
    noteColumn.setCellFactory(column -> new ServerNoteCell(texts.text("settings.server.open")));
    TableKeys.install(table, this::edit, this::pasteClipboard, model);

    search.textProperty().bindBidirectional(model.search());
    count.textProperty().bind(model.count());
    Texted.showWith(model.trouble(), troubleText, trouble);
    Texted.showWith(model.removed(), removed, removal);
    Texted.hideWhileEmpty(detail);
    Texted.show(lookup.said(), looked);
    lookUp.managedProperty().bind(lookUp.visibleProperty());
    lookUp.disableProperty().bind(lookup.busy());
    remove.disableProperty().bind(model.selected().isNull());
    duplicate.disableProperty().bind(model.selected().isNull());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, was, is) -> {
              if (is != null || table.getItems().isEmpty()) {
                model.selected().set(is);
              }
            });
    model.selected().addListener((o, was, is) -> front(was, is));
    front(null, model.selected().get());
  }

  @FXML
  void add() {
    model.add();
    edit(addressColumn);
  }

  @FXML
  void duplicate() {
    model.duplicate();
    edit(addressColumn);
  }

  @FXML
  void remove() {
    model.remove(List.copyOf(table.getSelectionModel().getSelectedItems()));
    table.requestFocus();
  }

  @FXML
  void undo() {
    model.undo();
    table.requestFocus();
  }

  @FXML
  void nextWrong() {
    model.nextWrong();
    table.requestFocus();
  }

  @FXML
  void lookUp() {
    ServerDraft row = told;
    String name = row == null ? "" : row.name().orElse("");
    if (!name.isEmpty()) {
      Endpoint asked = new Endpoint(name, OptionalInt.empty(), row.protocol(), "");
      lookup.look(
          List.of(asked),
          found ->
              model.fill(
                  row, name, found.servers().stream().map(Server::address).distinct().toList()));
    }
  }

  @FXML
  void paste() {
    paste.open(table.getScene().getWindow(), "");
  }

  private void pasteClipboard(String text) {
    paste.open(table.getScene().getWindow(), text);
  }

  /** Edits a field of the selected row; null for the column that is in front. */
  private void edit(TableColumn<ServerDraft, ?> column) {
    int row = table.getItems().indexOf(model.selected().get());
    if (row >= 0) {
      int front = table.getFocusModel().getFocusedCell().getColumn();
      TableColumn<ServerDraft, ?> asked =
          column == null && front >= 0 ? table.getVisibleLeafColumn(front) : column;
      boolean can = asked != null && asked.isEditable();
      reveal(row);
      table.layout();
      table.edit(row, can ? asked : addressColumn);
    }
  }

  /** Shows a row that the model has brought to the front, unless a person just clicked on it. */
  private void front(ServerDraft was, ServerDraft is) {
    if (was != null) {
      was.visit();
    }
    if (told != null) {
      told.removeListener(tell);
    }
    told = is;
    if (is == null) {
      table.getSelectionModel().clearSelection();
    } else {
      is.addListener(tell);
      if (table.getSelectionModel().getSelectedItem() != is) {
        int row = table.getItems().indexOf(is);
        table.getSelectionModel().clearAndSelect(row);
        reveal(row);
      }
    }
    tell();
  }

  /** Scrolls to a row, unless it can be seen. */
  private void reveal(int row) {
    boolean seen =
        table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
            && row > flow.getFirstVisibleCell().getIndex()
            && row < flow.getLastVisibleCell().getIndex();
    if (!seen) {
      table.scrollTo(Math.max(0, row - 1));
    }
  }

  private void tell() {
    String error = told == null ? "" : told.error();
    String said = told == null || !error.isEmpty() ? error : told.caution();
    lookUp.setVisible(told != null && told.name().isPresent());
    detail.getStyleClass().setAll("label", error.isEmpty() ? "caution" : "complaint");
    detail.setText(said.isEmpty() ? "" : texts.text("settings.server.row", told.number(), said));
  }

  private static void field(
      TableColumn<ServerDraft, ServerDraft> column, ServerField field, String prompt) {
    column.setUserData(field);
    column(column, null);
    column.setComparator(Comparator.comparing(draft -> draft.text(field), new NaturalOrder()));
    column.setEditable(true);
    column.setCellFactory(made -> new TextCell(field, prompt));
  }

  private static void column(
      TableColumn<ServerDraft, ServerDraft> column, Function<ServerDraft, Integer> order) {
    column.setCellValueFactory(row -> row.getValue());
    column.setEditable(false);
    if (order != null) {
      column.setComparator(Comparator.comparing(order));
    }
  }
}
