package io.github.vpnfirewall.app.settings;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** What the keyboard does in the servers' table. */
final class TableKeys {
  private static final KeyCombination COPY = control(KeyCode.C);
  private static final KeyCombination PASTE = control(KeyCode.V);
  private static final KeyCombination UNDO = control(KeyCode.Z);
  private static final KeyCombination COPY_ROW = control(KeyCode.D);

  private final TableView<ServerDraft> table;
  private final Consumer<TableColumn<ServerDraft, ?>> edit;
  private final Consumer<String> paste;
  private final ServersViewModel model;

  private TableKeys(
      TableView<ServerDraft> table,
      Consumer<TableColumn<ServerDraft, ?>> edit,
      Consumer<String> paste,
      ServersViewModel model) {
    this.table = table;
    this.edit = edit;
    this.paste = paste;
    this.model = model;
  }

  /**
   * @param edit edits a field of the selected row
   * @param paste takes what is on the clipboard
   */
  static void install(
      TableView<ServerDraft> table,
      Consumer<TableColumn<ServerDraft, ?>> edit,
      Consumer<String> paste,
      ServersViewModel model) {
    TableKeys keys = new TableKeys(table, edit, paste, model);
    table.addEventFilter(KeyEvent.KEY_PRESSED, keys::press);
  }

  private void press(KeyEvent key) {
    TablePosition<ServerDraft, ?> editing = table.getEditingCell();
    if (editing == null && act(key)) {
      key.consume();
    }
  }

  private boolean act(KeyEvent key) {
    if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.F2) {
      edit.accept(null);
    } else if (key.getCode() == KeyCode.DELETE) {
      model.remove(selected());
    } else if (COPY.match(key)) {
      copy();
    } else if (PASTE.match(key)) {
      String text = Clipboard.getSystemClipboard().getString();
      paste.accept(text == null ? "" : text);
    } else if (UNDO.match(key)) {
      model.undo();
    } else if (COPY_ROW.match(key)) {
      model.duplicate();
    } else {
      return false;
    }
    return true;
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(String.join("\n", selected().stream().map(ServerLine::write).toList()));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private List<ServerDraft> selected() {
    return List.copyOf(table.getSelectionModel().getSelectedItems());
  }

  private static KeyCombination control(KeyCode key) {
    return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
  }
}
