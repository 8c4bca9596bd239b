package io.github.vpnfirewall.app.settings;

import javafx.beans.InvalidationListener;
import javafx.scene.control.TableCell;

/** A cell that follows the draft of its row as long as it shows it. */
abstract class DraftCell extends TableCell<ServerDraft, ServerDraft> {
  private final InvalidationListener look = change -> show();
  private ServerDraft draft;

  /** The row's draft; null if the cell is empty. */
  final ServerDraft draft() {
    return draft;
  }

  @Override
  protected final void updateItem(ServerDraft item, boolean empty) {
    super.updateItem(item, empty);
    if (draft != null) {
      draft.removeListener(look);
    }
    draft = empty ? null : item;
    if (draft != null) {
      draft.addListener(look);
    }
    show();
  }

  private void show() {
    if (draft == null) {
      setText(null);
      setGraphic(null);
      clear();
    } else {
      show(draft);
    }
  }

  /** Shows what is in the draft now. */
  abstract void show(ServerDraft shown);

  /** Takes every mark away: the cell is empty now. */
  void clear() {}
}
