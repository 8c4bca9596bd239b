package io.github.vpnfirewall.app.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind a verb.
 *
 * @param options the options without a value that are there
 * @param values the options with a value that are there
 * @param files all else
 */
record Words(Set<String> options, Map<String, String> values, List<String> files) {
  /** What every verb that asks the helper understands. */
  static final String JSON = "--json";

  /**
   * @param options what may stand there without a value
   * @param valued what may stand there with one, as the next word or behind {@code =}
   * @param most how many files there may be
   * @throws UsageException if there is anything else
   */
  static Words of(List<String> words, Set<String> options, Set<String> valued, int most)
      throws UsageException {
    Set<String> found = new HashSet<>();
    Map<String, String> values = new HashMap<>();
    List<String> files = new ArrayList<>();
    boolean only = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (only || !word.startsWith("-") || word.equals("-")) {
        files.add(word);
      } else if (word.equals("--")) {
        only = true;
      } else if (options.contains(word)) {
        found.add(word);
      } else if (valued.contains(name)) {
        i += equals < 0 ? 1 : 0;
        values.put(
            name, equals >= 0 ? word.substring(equals + 1) : i < words.size() ? words.get(i) : "");
      } else {
        throw new UsageException("cli.strange", word);
      }
    }
    if (files.size() > most) {
      throw new UsageException("cli.strange", files.get(most));
    }
    return new Words(Set.copyOf(found), Map.copyOf(values), List.copyOf(files));
  }

  /** Options alone. */
  static Words options(List<String> words, String... options) throws UsageException {
    return of(words, Set.of(options), Set.of(), 0);
  }

  boolean has(String option) {
    return options.contains(option);
  }

  boolean json() {
    return has(JSON);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** The file that is named. */
  Optional<String> file() {
    return files.stream().findFirst();
  }
}
