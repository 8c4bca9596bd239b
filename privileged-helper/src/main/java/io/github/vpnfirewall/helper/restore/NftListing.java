package io.github.vpnfirewall.helper.restore;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code nft -j list} printed, as far as it matters here: tables, chains, and which of them
 * are bare.
 *
 * @param tables as {@code family name}
 * @param chains by {@code family table name}: whether the chain is a built-in one of policy accept
 * @param used tables and chains that something stands in
 */
public record NftListing(Set<String> tables, Map<String, Boolean> chains, Set<String> used) {
  /** Copies the collections. */
  public NftListing {
    tables = new LinkedHashSet<>(tables);
    chains = new LinkedHashMap<>(chains);
    used = new LinkedHashSet<>(used);
  }

  /**
   * Reads one or more listings as one.
   *
   * @throws MalformedDumpException if one is not what nft prints
   */
  public static NftListing parse(Collection<String> listings) throws MalformedDumpException {
    NftListing found = new NftListing(Set.of(), Map.of(), Set.of());
    for (String listing : listings) {
      try (JsonReader reader = new JsonReader(new StringReader(listing))) {
        found.addAll(reader);
      } catch (IOException | RuntimeException e) { // all of gson's ways to say so
        throw new MalformedDumpException("not what nft prints", listing);
      }
    }
    return found;
  }

  private void addAll(JsonReader reader) throws IOException {
    boolean there = false;
    reader.beginObject();
    while (reader.hasNext()) {
      if (!reader.nextName().equals("nftables")) {
        reader.skipValue();
        continue;
      }
      there = true;
      reader.beginArray();
      while (reader.hasNext()) {
        reader.beginObject();
        String kind = reader.nextName();
        if (kind.equals("metainfo")) {
          reader.skipValue();
        } else {
          add(kind, texts(reader));
        }
        while (reader.hasNext()) {
          reader.skipValue(); // the name
          reader.skipValue();
        }
        reader.endObject();
      }
      reader.endArray();
    }
    reader.endObject();
    if (!there || reader.peek() != JsonToken.END_DOCUMENT) {
      throw new IOException("no list, or more than one document");
    }
  }

  /** The fields of an object that are texts or numbers. */
  private static Map<String, String> texts(JsonReader reader) throws IOException {
    Map<String, String> texts = new HashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      JsonToken kind = reader.peek();
      if (kind == JsonToken.STRING || kind == JsonToken.NUMBER) {
        texts.put(name, reader.nextString());
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    return texts;
  }

  private void add(String kind, Map<String, String> value) throws IOException {
    String family = text(value, "family");
    if (kind.equals("table")) {
      tables.add(family + " " + text(value, "name"));
      return;
    }
    String table = family + " " + text(value, "table");
    if (kind.equals("chain")) {
      boolean bare =
          value.containsKey("hook")
              && text(value, "name").matches("[A-Z]+") // as iptables' own are
              && "accept".equals(value.get("policy"));
      chains.put(table + " " + text(value, "name"), bare);
    } else {
      used.add(table); // a set or a map, or a rule
      if (value.containsKey("chain")) {
        used.add(table + " " + value.get("chain"));
      }
    }
  }

  private static String text(Map<String, String> value, String field) throws IOException {
    if (!value.containsKey(field)) {
      throw new IOException("no " + field);
    }
    return value.get(field);
  }

  /** Whether a gate is closed. */
  public boolean gate() {
    return gate(AddressFamily.IPV4) || gate(AddressFamily.IPV6);
  }

  /** Whether the family's gate is closed. */
  public boolean gate(AddressFamily family) {
    return tables.contains(Gate.nftFamily(family) + " " + Gate.TABLE);
  }

  /** Whether everything of the family is blocked until another program stops taking rules away. */
  public boolean held(AddressFamily family) {
    return tables.contains(Gate.nftFamily(family) + " " + Gate.OWNED);
  }

  /**
   * The script that removes chains and tables which were not there before us, hold nothing, and let
   * everything pass; empty if there are none.
   *
   * @param before tables and chains that were there before us, in this class's form
   * @param ours the tables that we may have made
   */
  public String tidy(Set<String> before, Collection<String> ours) {
    List<String> script = new ArrayList<>();
    for (String table : ours) {
      List<String> mine =
          chains.keySet().stream().filter(chain -> chain.startsWith(table + " ")).toList();
      List<String> bare =
          mine.stream()
              .filter(chain -> !before.contains(chain))
              .filter(chain -> chains.get(chain) && !used.contains(chain))
              .toList();
      bare.forEach(chain -> script.add("delete chain " + chain));
      if (tables.contains(table)
          && !before.contains(table)
          && bare.size() == mine.size()
          && !used.contains(table)) {
        script.add("delete table " + table);
      }
    }
    return script.isEmpty() ? "" : String.join("\n", script) + "\n";
  }

  /** Tables and chains together, for {@link #tidy} later. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(tables);
    names.addAll(chains.keySet());
    return names;
  }
}
