package io.github.vpnfirewall.app.importer;

import java.util.List;
import java.util.OptionalInt;

/** A file that cannot be taken: where, why, and what would be right. */
public final class ImportException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String key;
  private final String[] details;

  private ImportException(int line, String key, String... details) {
    super(key + " at line " + line);
    this.line = line;
    this.key = key;
    this.details = details.clone();
  }

  /**
   * @param line the line, counted from 1
   * @param key what a person is told, as a key of the text bundle
   * @param details what fills its gaps; text from the file is cut and cleaned
   */
  static ImportException at(int line, String key, String... details) {
    return new ImportException(line, key, details);
  }

  /** About the file as a whole. */
  static ImportException whole(String key, String... details) {
    return new ImportException(0, key, details);
  }

  /** The line, counted from 1; empty if it is about the whole file. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** What a person is told, as a key of the text bundle. */
  public String key() {
    return key;
  }

  /** What fills the gaps of the text. */
  public List<String> details() {
    return List.of(details);
  }
}
