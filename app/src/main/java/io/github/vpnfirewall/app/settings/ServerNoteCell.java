package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Emblem;
import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;

/** What is wrong with a server, or what a person should think about, in words. */
final class ServerNoteCell extends DraftCell {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final double SIGN = 12;

  private final String caution;

  /**
   * @param caution what a person should think about, in very few words
   */
  ServerNoteCell(String caution) {
    this.caution = caution;
    getStyleClass().add("note-cell");
  }

  @Override
  void show(ServerDraft shown) {
    String error = shown.error();
    String said = error.isEmpty() ? shown.caution() : error;
    setText(error.isEmpty() && !said.isEmpty() ? caution : error);
    setGraphic(error.isEmpty() ? null : Emblem.LEAKING.draw(SIGN));
    setTooltip(said.isEmpty() ? null : new Tooltip(said));
    pseudoClassStateChanged(WRONG, !error.isEmpty());
  }

  @Override
  void clear() {
    setTooltip(null);
    pseudoClassStateChanged(WRONG, false);
  }
}
