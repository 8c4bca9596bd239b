package io.github.vpnfirewall.helper.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The kernel's sets, as ipset(8) makes and changes them: line by line, none taken back. */
final class FakeSets {
  /** What a set was made with, and what is in it. */
  private record FakeSet(String header, TreeSet<String> entries) {}

  private final Map<String, FakeSet> sets = new TreeMap<>();

  void clear() {
    sets.clear();
  }

  List<String> names() {
    return List.copyOf(sets.keySet());
  }

  boolean contains(String name) {
    return sets.containsKey(name);
  }

  /** As {@code ipset save} prints it. */
  String save(String name) throws Refused {
    FakeSet set = there(name);
    StringBuilder text = new StringBuilder("create " + name + " " + set.header + "\n");
    set.entries.forEach(entry -> text.append("add " + name + " " + entry + "\n"));
    return text.toString();
  }

  String snapshot() {
    StringBuilder text = new StringBuilder();
    sets.forEach((name, set) -> text.append(name + " " + set.header + set.entries + "\n"));
    return text.toString();
  }

  /**
   * Works through a document.
   *
   * @param stopAfter after so many lines the tool fails; -1 if it does not
   * @param used whether some rule looks into a set
   */
  void run(String document, int stopAfter, Predicate<String> used) throws Refused {
    int done = 0;
    for (String line : document.split("\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      if (done++ == stopAfter) {
        throw new Refused("told to stop in the middle");
      }
      line(new ArrayList<>(List.of(line.split(" ", -1))), used);
    }
  }

  private void line(List<String> words, Predicate<String> used) throws Refused {
    String name = words.get(1);
    switch (words.get(0)) {
      case "create" -> {
        if (name.length() > 31 || sets.containsKey(name)) {
          throw new Refused("Set cannot be created: set with the same name already exists");
        }
        String header = String.join(" ", words.subList(2, words.size()));
        if (!header.matches("hash:net(,port)? family inet6? hashsize \\d+ maxelem \\d+")) {
          throw new Refused("Unknown argument in: " + header);
        }
        sets.put(name, new FakeSet(header + " bucketsize 12 initval 0x1", new TreeSet<>()));
      }
      case "add" -> {
        if (!there(name).entries.add(words.get(2))) {
          throw new Refused("Element cannot be added to the set: it's already added");
        }
      }
      case "del" -> {
        if (!there(name).entries.remove(words.get(2))) {
          throw new Refused("Element cannot be deleted from the set: it's not added");
        }
      }
      case "flush" -> there(name).entries.clear();
      case "destroy" -> {
        there(name);
        if (used.test(name)) {
          throw new Refused("Set cannot be destroyed: it is in use by a kernel component");
        }
        sets.remove(name);
      }
      default -> throw new Refused("Unknown command " + words.get(0));
    }
  }

  private FakeSet there(String name) throws Refused {
    FakeSet set = sets.get(name);
    if (set == null) {
      throw new Refused("The set with the given name does not exist");
    }
    return set;
  }
}
