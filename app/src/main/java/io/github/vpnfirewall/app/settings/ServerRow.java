package io.github.vpnfirewall.app.settings;

import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;

/** A server's row in the table, marked while something in it is wrong. */
final class ServerRow extends TableRow<ServerDraft> {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final InvalidationListener look = change -> mark();
  private ServerDraft shown;

  @Override
  protected void updateItem(ServerDraft draft, boolean empty) {
    super.updateItem(draft, empty);
    if (shown != null) {
      shown.removeListener(look);
    }
    shown = empty ? null : draft;
    if (shown != null) {
      shown.addListener(look);
    }
    mark();
  }

  private void mark() {
    boolean wrong = shown != null && !shown.error().isEmpty();
    pseudoClassStateChanged(WRONG, wrong);
    String said = shown == null ? "" : wrong ? shown.error() : shown.caution();
    setAccessibleHelp(said);
  }
}
