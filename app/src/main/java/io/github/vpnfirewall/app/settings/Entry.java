package io.github.vpnfirewall.app.settings;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * One field of the dialog: what is typed there, and what is wrong with it.
 *
 * <p>A field that was never filled is not complained about before it was left once.
 */
final class Entry {
  private final StringProperty text;
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final boolean startedBlank;
  private boolean visited;
  private String problem = "";
  private String rejection = "";

  Entry(String text) {
    this.text = new SimpleStringProperty(text);
    this.startedBlank = text.isBlank();
    this.text.addListener(
        change -> {
          visited = true;
          rejection = "";
          show();
        });
  }

  /** What is typed. */
  StringProperty text() {
    return text;
  }

  /** What is typed, without spaces around it. */
  String stripped() {
    return text.get().strip();
  }

  /** What a person is told at the field; empty if nothing is wrong. */
  ReadOnlyStringProperty error() {
    return error.getReadOnlyProperty();
  }

  /** Whether the dialog itself finds nothing wrong. */
  boolean valid() {
    return problem.isEmpty();
  }

  /** Sets what the dialog itself found wrong; empty for nothing. */
  void judge(String problem) {
    this.problem = problem;
    show();
  }

  /** Sets what the helper found wrong. It stands until the text changes. */
  void reject(String message) {
    rejection = message;
    show();
  }

  /** The field was left, or Apply was tried: from now on blank counts as wrong. */
  void visit() {
    visited = true;
    show();
  }

  private void show() {
    boolean quiet = startedBlank && !visited;
    error.set(!problem.isEmpty() && !quiet ? problem : rejection);
  }
}
