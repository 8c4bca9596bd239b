package io.github.vpnfirewall.app;

import java.util.Locale;
import java.util.Optional;

/** What the window process can show. */
enum View {
  STATUS,
  SETTINGS,
  ASSISTANT,
  LEAK_TEST,
  IMPORT,
  ABOUT;

  /** The word on the command line, and between the two processes. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<View> parse(String text) {
    for (View view : values()) {
      if (view.key().equals(text)) {
        return Optional.of(view);
      }
    }
    return Optional.empty();
  }
}
