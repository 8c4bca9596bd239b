package io.github.vpnfirewall.app.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sets of addresses that rules look into. A set's name changes with what is in it, so each also
 * has a short name by its kind and place, under which it can be compared.
 */
final class AddressSets {
  private static final Pattern NAME = Pattern.compile("vpnfw-[0-9a-f]{8,}");

  private final Map<String, String> shorts = new HashMap<>();
  private final Map<String, Set<String>> entries = new LinkedHashMap<>();

  private AddressSets() {}

  /** Reads the document of {@code ipset restore}; an empty one has no sets. */
  static AddressSets read(String document) {
    AddressSets sets = new AddressSets();
    Map<String, Integer> kinds = new HashMap<>();
    document
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" ", 4);
              if (words.length > 2 && words[0].equals("create")) {
                int place = kinds.merge(words[2], 1, Integer::sum);
                String name = words[2] + "#" + place;
                sets.shorts.put(words[1], name);
                sets.entries.put(name, new LinkedHashSet<>());
              } else if (words.length > 2 && words[0].equals("add")) {
                Set<String> set = sets.entries.get(sets.shorts.get(words[1]));
                if (set != null) {
                  set.add(words.length > 3 ? words[2] + " " + words[3] : words[2]);
                }
              }
            });
    return sets;
  }

  /** The short names, in the document's order. */
  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** What is in a set; nothing if there is no such set. */
  Set<String> entries(String name) {
    return entries.getOrDefault(name, Set.of());
  }

  /** The lines of a document of rules, with short names for the sets. */
  List<String> shorten(String rules) {
    List<String> lines = new ArrayList<>();
    for (String line : rules.lines().toList()) {
      Matcher matcher = NAME.matcher(line);
      lines.add(
          matcher.replaceAll(
              found ->
                  Matcher.quoteReplacement(shorts.getOrDefault(found.group(), found.group()))));
    }
    return lines;
  }
}
