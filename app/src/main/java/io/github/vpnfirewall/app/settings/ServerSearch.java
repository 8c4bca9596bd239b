package io.github.vpnfirewall.app.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Looks for servers: every word that is looked for must stand somewhere in the row. */
final class ServerSearch {
  private ServerSearch() {}

  /** Which rows are found; all of them if nothing is looked for. */
  static Predicate<ServerDraft> of(String search) {
    List<String> words =
        Arrays.stream(search.strip().toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    return words.isEmpty() ? row -> true : row -> words.stream().allMatch(row.searched()::contains);
  }
}
