package io.github.vpnfirewall.app.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a desktop entry, as far as autostart needs to know it. Immutable.
 *
 * @param text all of it
 */
record DesktopEntry(String text) {
  static final String HEADER = "[Desktop Entry]";

  /** Whether it is one at all. */
  boolean valid() {
    return text.lines().anyMatch(line -> line.strip().equals(HEADER));
  }

  /** Whether this line is among those of the entry itself. */
  boolean has(String wanted) {
    return own().stream().anyMatch(line -> line.replace(" ", "").equals(wanted));
  }

  /** Whether a desktop starts it. */
  boolean counts() {
    return valid()
        && own().stream().anyMatch(line -> line.startsWith("Exec"))
        && !has("Hidden=true")
        && !has("X-GNOME-Autostart-enabled=false");
  }

  /** The same, but so that a desktop starts it, or not. */
  DesktopEntry enabled(boolean wanted) {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      boolean head = line.strip().startsWith("[");
      inside = head ? line.strip().equals(HEADER) : inside;
      if (!inside || !decides(line)) {
        lines.add(line);
      }
      if (head && inside && !wanted) {
        lines.add("Hidden=true");
      }
    }
    return new DesktopEntry(String.join("\n", lines) + "\n");
  }

  private static boolean decides(String line) {
    return line.startsWith("Hidden") || line.startsWith("X-GNOME-Autostart-enabled");
  }

  /** The lines of the entry itself, without those of its actions. */
  private List<String> own() {
    return text.lines()
        .map(String::strip)
        .dropWhile(line -> !line.equals(HEADER))
        .skip(1)
        .takeWhile(line -> !line.startsWith("["))
        .toList();
  }
}
