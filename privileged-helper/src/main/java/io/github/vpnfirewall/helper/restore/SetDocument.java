package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.IpProtocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code ipset save} prints and {@code ipset restore} reads (ipset(8)). Pure. */
public final class SetDocument {
  /** More than settings can hold, and what ipset(8) takes by default. */
  private static final int MOST = 65_536;

  private static final int SMALLEST_HASH = 64;

  private SetDocument() {}

  /** The document that makes these sets where there are none. */
  public static String of(Collection<AddressSet> sets) {
    StringBuilder document = new StringBuilder();
    for (AddressSet set : sets) {
      document.append(fill(set, Optional.empty()));
    }
    return document.toString();
  }

  /**
   * The document that fills a set; empty if it is full. What is missing comes before what is too
   * much goes, so that no permitted packet is lost on the way.
   *
   * @param there what the kernel has under that name
   */
  public static String fill(AddressSet set, Optional<AddressSet> there) {
    StringBuilder document = new StringBuilder();
    if (there.isEmpty()) {
      int size = Math.max(SMALLEST_HASH, Integer.highestOneBit(set.entries().size()) * 2);
      document.append("create ").append(set.name()).append(' ').append(set.kind().type());
      document.append(" family ").append(family(set.family()));
      document.append(" hashsize ").append(size).append(" maxelem ").append(MOST).append('\n');
      append(document, "add ", set, set.entries());
    } else {
      Set<AddressSet.Entry> missing = new LinkedHashSet<>(set.entries());
      Set<AddressSet.Entry> stray = new LinkedHashSet<>(there.get().entries());
      missing.removeAll(stray);
      stray.removeAll(new HashSet<>(set.entries()));
      append(document, "add ", set, missing);
      append(document, "del ", set, stray);
    }
    return document.toString();
  }

  private static void append(
      StringBuilder document, String verb, AddressSet set, Collection<AddressSet.Entry> entries) {
    for (AddressSet.Entry entry : entries) {
      document.append(verb).append(set.name()).append(' ').append(entry.text()).append('\n');
    }
  }

  private static String family(AddressFamily family) {
    return family == AddressFamily.IPV4 ? "inet" : "inet6";
  }

  /**
   * Whether a listing shows this set, whole and with nothing more in it.
   *
   * @throws MalformedDumpException if it is none of a set that we could have made
   */
  public static boolean shows(String listing, AddressSet set) throws MalformedDumpException {
    // Most likely line by line, in any order: thousands need not be understood then.
    Set<String> lines = new HashSet<>(Arrays.asList(listing.split("\n")));
    int there = 0;
    for (AddressSet.Entry entry : set.entries()) {
      there += lines.remove("add " + set.name() + " " + entry.text()) ? 1 : 0;
    }
    boolean same = there == set.entries().size() && lines.size() == 1;
    Map<String, AddressSet> found = parse(same ? lines.iterator().next() : listing);
    AddressSet wanted =
        same ? new AddressSet(set.name(), set.kind(), set.family(), List.of()) : set;
    if (!found.containsKey(set.name())) {
      throw new MalformedDumpException("not the set asked for", set.name());
    }
    return found.get(set.name()).equals(wanted);
  }

  /**
   * Reads sets, by name.
   *
   * @throws MalformedDumpException if a set or an entry is none that we could have made
   */
  public static Map<String, AddressSet> parse(String text) throws MalformedDumpException {
    Map<String, List<String>> made = new LinkedHashMap<>();
    Map<String, List<AddressSet.Entry>> entries = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank()) {
        continue;
      }
      List<String> words = Arrays.asList(line.strip().split(" ", -1));
      if (words.size() >= 5 && words.get(0).equals("create") && words.get(3).equals("family")) {
        made.put(words.get(1), words);
        entries.put(words.get(1), new ArrayList<>());
      } else if (words.size() == 3
          && words.get(0).equals("add")
          && entries.containsKey(words.get(1))) {
        entries.get(words.get(1)).add(entry(words.get(2), line));
      } else {
        throw new MalformedDumpException("no set of ours", line);
      }
    }
    Map<String, AddressSet> sets = new LinkedHashMap<>();
    for (List<String> words : made.values()) {
      String name = words.get(1);
      sets.put(name, new AddressSet(name, kind(words), family(words), entries.get(name)));
    }
    return sets;
  }

  private static AddressSet.Kind kind(List<String> words) throws MalformedDumpException {
    for (AddressSet.Kind kind : AddressSet.Kind.values()) {
      if (kind.type().equals(words.get(2))) {
        return kind;
      }
    }
    throw new MalformedDumpException("no set of ours", String.join(" ", words));
  }

  private static AddressFamily family(List<String> words) throws MalformedDumpException {
    return switch (words.get(4)) {
      case "inet" -> AddressFamily.IPV4;
      case "inet6" -> AddressFamily.IPV6;
      default -> throw new MalformedDumpException("no set of ours", String.join(" ", words));
    };
  }

  private static AddressSet.Entry entry(String text, String line) throws MalformedDumpException {
    try {
      int comma = text.indexOf(',');
      if (comma < 0) {
        return new AddressSet.Entry(Network.parse(text), Optional.empty(), 0);
      }
      String[] endpoint = text.substring(comma + 1).split(":", 2);
      Optional<IpProtocol> transport = IpProtocol.parse(endpoint[0]);
      if (endpoint.length == 2 && transport.isPresent()) {
        return new AddressSet.Entry(
            Network.parse(text.substring(0, comma)), transport, Integer.parseInt(endpoint[1]));
      }
    } catch (InvalidValueException | NumberFormatException e) {
      throw new MalformedDumpException(e.getMessage(), line);
    }
    throw new MalformedDumpException("no entry of ours", line);
  }
}
