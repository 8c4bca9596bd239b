package io.github.vpnfirewall.app.importer.window;

import java.util.List;

/**
 * What came of applying, as it stands above the buttons.
 *
 * @param failed whether it did not work
 * @param text one or two sentences; empty for nothing to say
 * @param lines single points below it
 */
record Outcome(boolean failed, String text, List<String> lines) {
  static final Outcome NONE = new Outcome(false, "", List.of());

  Outcome {
    lines = List.copyOf(lines);
  }
}
