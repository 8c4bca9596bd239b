package io.github.vpnfirewall.app.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands below one {@code [name]}.
 *
 * @param name its name as it stands there
 * @param line the line of the name
 * @param entries what is below, in order
 */
record Section(String name, int line, List<Entry> entries) {
  /**
   * One {@code key = value}.
   *
   * @param key the key as it stands there
   * @param value without spaces around it
   * @param line its line
   */
  record Entry(String key, String value, int line) {}

  /**
   * Reads all sections of a file.
   *
   * @param remarksAnywhere whether {@code #} begins a remark anywhere in a line, not only at its
   *     beginning
   * @throws ImportException if a line is neither a name, a key with its value, a remark nor blank
   */
  static List<Section> of(TextFile file, boolean remarksAnywhere) throws ImportException {
    List<Section> sections = new ArrayList<>();
    for (int i = 1; i <= file.lines().size(); i++) {
      String line = file.line(i).strip();
      int hash = line.indexOf('#');
      if (hash == 0 || (hash > 0 && remarksAnywhere)) {
        line = line.substring(0, hash).strip();
      }
      if (line.isEmpty()) {
        continue;
      }
      if (line.startsWith("[")) {
        if (!line.endsWith("]") || line.length() < 3) {
          throw ImportException.at(i, "import.section", Shown.of(line));
        }
        sections.add(new Section(line.substring(1, line.length() - 1), i, new ArrayList<>()));
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 1) {
        throw ImportException.at(i, "import.keyvalue", Shown.of(line));
      }
      if (sections.isEmpty()) {
        throw ImportException.at(i, "import.nosection", Shown.of(line));
      }
      String key = line.substring(0, equals).strip();
      String value = line.substring(equals + 1).strip();
      sections.get(sections.size() - 1).entries.add(new Entry(key, value, i));
    }
    return sections;
  }

  /** The last entry of a key, whatever the key's case. */
  Optional<Entry> last(String key) {
    Optional<Entry> found = Optional.empty();
    for (Entry entry : entries) {
      if (entry.key.toLowerCase(Locale.ROOT).equals(key)) {
        found = Optional.of(entry);
      }
    }
    return found;
  }

  /** All entries of a key, whatever the key's case. */
  List<Entry> all(String key) {
    return entries.stream().filter(e -> e.key.toLowerCase(Locale.ROOT).equals(key)).toList();
  }
}
