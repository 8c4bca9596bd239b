package io.github.vpnfirewall.app.settings;

import java.util.List;

/**
 * What came of applying, as it stands above the buttons.
 *
 * @param kind how bad it is
 * @param text one or two sentences
 * @param lines single points below it
 */
record Notice(Kind kind, String text, List<String> lines) {
  /** How bad it is. */
  enum Kind {
    NONE,
    NOTE,
    WARNING,
    FAILURE
  }

  /** Nothing to say. */
  static final Notice NONE = new Notice(Kind.NONE, "", List.of());

  Notice {
    lines = List.copyOf(lines);
  }

  static Notice note(String text) {
    return new Notice(Kind.NOTE, text, List.of());
  }

  static Notice failure(String text) {
    return new Notice(Kind.FAILURE, text, List.of());
  }

  static Notice warning(String text, List<String> lines) {
    return new Notice(Kind.WARNING, text, lines);
  }
}
