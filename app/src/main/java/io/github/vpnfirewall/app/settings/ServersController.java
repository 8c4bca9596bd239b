package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.cell.TextFieldTableCell;
import javafx.scene.layout.Pane;

/** Binds the servers' table and the fields below it. */
public final class ServersController {
  private final Texts texts;
  private final ServersViewModel model;
  private final Map<ServerField, EntryField> fields = new EnumMap<>(ServerField.class);
  private ServerDraft edited;

  @FXML private TableView<ServerDraft> table;
  @FXML private TableColumn<ServerDraft, String> nameColumn;
  @FXML private TableColumn<ServerDraft, String> addressColumn;
  @FXML private TableColumn<ServerDraft, ServerProtocol> protocolColumn;
  @FXML private TableColumn<ServerDraft, String> portColumn;
  @FXML private Button remove;
  @FXML private Pane editor;
  @FXML private TextField address;
  @FXML private Label addressError;
  @FXML private ComboBox<ServerProtocol> protocol;
  @FXML private TextField port;
  @FXML private Label portError;
  @FXML private TextField host;
  @FXML private Label hostError;
  @FXML private TextField label;
  @FXML private Label labelError;
  @FXML private Label caution;

  ServersController(Texts texts, ServersViewModel model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    table.setItems(model.rows());
    table.setRowFactory(view -> new ServerRow());
    nameColumn.setCellValueFactory(row -> row.getValue().title());
    addressColumn.setCellValueFactory(row -> text(row.getValue(), ServerField.ADDRESS));
    protocolColumn.setCellValueFactory(row -> row.getValue().protocol());
    protocolColumn.setCellFactory(column -> new TextFieldTableCell<>(new ProtocolNames(texts)));
    portColumn.setCellValueFactory(row -> text(row.getValue(), ServerField.PORT));
    fields.put(ServerField.ADDRESS, new EntryField(address, addressError));
    fields.put(ServerField.PORT, new EntryField(port, portError));
    fields.put(ServerField.HOST, new EntryField(host, hostError));
    fields.put(ServerField.LABEL, new EntryField(label, labelError));
    protocol.getItems().setAll(ServerProtocol.values());
    protocol.setConverter(new ProtocolNames(texts));
    port.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> protocol.getValue() != null && !protocol.getValue().hasPort(),
                protocol.valueProperty()));
    Texted.hideWhileEmpty(caution);
    remove.disableProperty().bind(model.selected().isNull());
    editor.visibleProperty().bind(model.selected().isNotNull());
    editor.managedProperty().bind(editor.visibleProperty());
    model.selected().addListener((o, was, is) -> edit(is));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, was, is) -> {
              if (is != null) {
                model.selected().set(is);
              }
            });
    edit(model.selected().get());
  }

  @FXML
  void add() {
    model.add();
    address.requestFocus();
  }

  @FXML
  void remove() {
    model.remove();
  }

  private void edit(ServerDraft draft) {
    if (edited != null) {
      protocol.valueProperty().unbindBidirectional(edited.protocol());
      caution.textProperty().unbind();
    }
    edited = draft;
    fields.forEach((field, shown) -> shown.edit(draft == null ? null : draft.entry(field)));
    if (draft != null) {
      protocol.valueProperty().bindBidirectional(draft.protocol());
      caution.textProperty().bind(draft.caution());
      table.getSelectionModel().select(draft);
      table.scrollTo(draft);
    }
  }

  private static StringProperty text(ServerDraft draft, ServerField field) {
    return draft.entry(field).text();
  }
}
