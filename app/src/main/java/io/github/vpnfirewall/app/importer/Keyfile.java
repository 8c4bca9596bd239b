package io.github.vpnfirewall.app.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection of NetworkManager: its sections by name, values without their backslashes.
 *
 * @param file the file
 * @param sections all of them, in order
 */
record Keyfile(TextFile file, List<Section> sections) {
  private static final Map<Character, String> ESCAPES =
      Map.of('s', " ", 'n', "\n", 't', "\t", 'r', "\r", '\\', "\\", ';', ";");

  static Keyfile of(TextFile file) throws ImportException {
    return new Keyfile(file, Section.of(file, false));
  }

  /** The value of a key in a section; empty if it is absent or blank. */
  Optional<Value> value(String section, String key) {
    Optional<Section.Entry> found = Optional.empty();
    for (Section part : sections) {
      if (part.name().equals(section)) {
        Optional<Section.Entry> here = part.last(key);
        found = here.isPresent() ? here : found;
      }
    }
    return found
        .map(entry -> new Value(unescape(entry.value()).strip(), entry.line()))
        .filter(value -> !value.text().isEmpty());
  }

  /** The value of a key of the VPN's own data. */
  Optional<Value> vpn(String key) {
    return value("vpn", key);
  }

  /** The value of a key of the VPN's own data, which must be there. */
  Value required(String key) throws ImportException {
    Optional<Value> found = vpn(key);
    if (found.isEmpty()) {
      throw ImportException.whole("import.keyfile.missing", key);
    }
    return found.get();
  }

  /** Whether a key of the VPN's own data says yes. */
  boolean yes(String key) {
    return vpn(key).filter(value -> value.text().equals("yes")).isPresent();
  }

  /** The port that a key of the VPN's own data names, or this one. */
  OptionalInt port(String key, int otherwise) throws ImportException {
    Optional<Value> found = vpn(key);
    return found.isPresent()
        ? Places.port(found.get().text(), found.get().line())
        : OptionalInt.of(otherwise);
  }

  /**
   * A value and where it stands.
   *
   * @param text never blank
   * @param line its line
   */
  record Value(String text, int line) {}

  static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String meant = c == '\\' && i + 1 < text.length() ? ESCAPES.get(text.charAt(i + 1)) : null;
      plain.append(meant == null ? String.valueOf(c) : meant);
      i += meant == null ? 0 : 1;
    }
    return plain.toString();
  }
}
