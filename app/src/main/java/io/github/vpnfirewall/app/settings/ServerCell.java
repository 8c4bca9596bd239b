package io.github.vpnfirewall.app.settings;

import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A field of a server in the table. What is typed counts at once, so that what is wrong is said
 * while it is typed; Escape takes it back, everything else keeps it.
 */
abstract class ServerCell extends DraftCell {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass EDITED = PseudoClass.getPseudoClass("edited");

  private final ServerField field;
  private final CellMessage message = new CellMessage();
  private Control editor;
  private String before = "";

  ServerCell(ServerField field) {
    this.field = field;
    getStyleClass().add("field-cell");
  }

  final ServerField field() {
    return field;
  }

  /** Makes the control that edits the field, filled with what is typed there now. */
  abstract Control editor(ServerDraft edited);

  /** How the field reads while it is not edited. */
  abstract String read(ServerDraft shown);

  @Override
  public final void startEdit() {
    if (draft() == null || !draft().takes(field)) {
      return;
    }
    super.startEdit();
    if (isEditing() && editor == null) {
      before = draft().text(field);
      editor = editor(draft());
      editor.setAccessibleText(getTableColumn().getText());
      editor.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
      editor.focusedProperty().addListener((o, was, focused) -> leave(focused));
      pseudoClassStateChanged(EDITED, true);
      setText(null);
      setGraphic(editor);
      editor.requestFocus();
      tell();
    }
  }

  @Override
  public final void cancelEdit() {
    super.cancelEdit();
    end();
  }

  @Override
  public final void commitEdit(ServerDraft kept) {
    super.commitEdit(kept);
    end();
  }

  @Override
  final void show(ServerDraft shown) {
    String error = shown.error(field);
    pseudoClassStateChanged(WRONG, !error.isEmpty());
    if (editor == null) {
      setText(read(shown));
      setGraphic(null);
    } else {
      tell();
    }
    setAccessibleHelp(error);
  }

  @Override
  final void clear() {
    pseudoClassStateChanged(WRONG, false);
    setAccessibleHelp("");
  }

  private void tell() {
    String error = draft().error(field);
    editor.pseudoClassStateChanged(WRONG, !error.isEmpty());
    editor.setAccessibleHelp(error);
    message.show(editor, error);
  }

  private void leave(boolean focused) {
    if (!focused && editor != null) {
      commitEdit(getItem());
    }
  }

  private void end() {
    if (editor != null) {
      editor = null;
      pseudoClassStateChanged(EDITED, false);
      message.hide();
      if (draft() != null) {
        draft().visit(field);
        show(draft());
      }
    }
  }

  private void key(KeyEvent key) {
    if (key.getCode() == KeyCode.ESCAPE) {
      draft().type(field, before);
      cancelEdit();
      getTableView().requestFocus();
    } else if (key.getCode() == KeyCode.ENTER) {
      commitEdit(getItem());
      getTableView().requestFocus();
    } else if (key.getCode() == KeyCode.TAB) {
      move(key.isShiftDown() ? -1 : 1);
    } else {
      return;
    }
    key.consume();
  }

  /** Goes on to the next field of the row that takes something, or ends at the row's end. */
  private void move(int step) {
    var table = getTableView();
    int row = getIndex();
    int column = table.getVisibleLeafIndex(getTableColumn()) + step;
    commitEdit(getItem());
    while (column >= 0 && column < table.getVisibleLeafColumns().size()) {
      TableColumn<ServerDraft, ?> next = table.getVisibleLeafColumn(column);
      if (next.isEditable()
          && (!(next.getUserData() instanceof ServerField wanted)
              || table.getItems().get(row).takes(wanted))) {
        table.getFocusModel().focus(row, next);
        table.edit(row, next);
        return;
      }
      column += step;
    }
    table.requestFocus();
  }
}
