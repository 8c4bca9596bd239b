package io.github.vpnfirewall.app.importer;

import java.util.List;

/**
 * Something that a person should know about a file, although it could be read.
 *
 * @param key the text, as a key of the text bundle
 * @param details what fills its gaps
 * @param careful whether something will not work, or be open, unless the person does something
 */
public record Remark(String key, List<String> details, boolean careful) {
  /** Copies the list. */
  public Remark {
    details = List.copyOf(details);
  }

  static Remark note(String key, String... details) {
    return new Remark(key, List.of(details), false);
  }

  static Remark careful(String key, String... details) {
    return new Remark(key, List.of(details), true);
  }
}
