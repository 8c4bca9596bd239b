package io.github.vpnfirewall.app.assistant;

import java.util.List;

/**
 * One thing that will be so once it is armed.
 *
 * @param kind whether it is blocked, goes on working, or needs thinking about
 * @param key the sentence, as a key of the text bundle
 * @param details what fills its gaps
 */
record Point(Kind kind, String key, List<String> details) {
  /** What a person should make of it. */
  enum Kind {
    CAREFUL,
    BLOCKED,
    WORKS
  }

  Point {
    details = List.copyOf(details);
  }

  static Point careful(String key, String... details) {
    return new Point(Kind.CAREFUL, key, List.of(details));
  }

  static Point blocked(String key, String... details) {
    return new Point(Kind.BLOCKED, key, List.of(details));
  }

  static Point works(String key, String... details) {
    return new Point(Kind.WORKS, key, List.of(details));
  }
}
