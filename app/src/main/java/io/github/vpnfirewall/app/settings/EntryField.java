package io.github.vpnfirewall.app.settings;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;

/** A field on the screen with the label below it that says what is wrong. */
final class EntryField {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final TextInputControl field;
  private final Label complaint;
  private Entry entry;

  EntryField(TextInputControl field, Label complaint) {
    this.field = field;
    this.complaint = complaint;
    Texted.hideWhileEmpty(complaint);
    complaint.textProperty().addListener((o, was, is) -> mark(is));
    field
        .focusedProperty()
        .addListener(
            (o, was, focused) -> {
              if (!focused && entry != null) {
                entry.visit();
              }
            });
  }

  /** Shows and edits this entry from now on, instead of the one before; null for none. */
  void edit(Entry next) {
    if (entry != null) {
      field.textProperty().unbindBidirectional(entry.text());
      complaint.textProperty().unbind();
    }
    entry = next;
    if (next == null) {
      field.setText("");
      complaint.setText("");
    } else {
      field.textProperty().bindBidirectional(next.text());
      complaint.textProperty().bind(next.error());
    }
  }

  private void mark(String error) {
    field.pseudoClassStateChanged(WRONG, !error.isEmpty());
    field.setAccessibleHelp(error);
  }
}
