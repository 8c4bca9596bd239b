package io.github.vpnfirewall.helper.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** nft(8): the few things that are said to it. A script works whole or not at all. */
final class NftInterpreter {
  private static final Pattern STEP =
      Pattern.compile(
          "\\s*(?:(add|delete|flush) table (ip6?) (\\w+)"
              + "|delete chain (ip6?) (\\w+) (\\w+)"
              + "|flush ruleset"
              + "|table (ip6?) (\\w+) \\{((?:[^{}]|\\{[^{}]*})*)})\\n");

  private final FakeKernel kernel;

  NftInterpreter(FakeKernel kernel) {
    this.kernel = kernel;
  }

  void run(String script) throws Refused {
    Map<String, String> own = new TreeMap<>(kernel.nftTables);
    Map<AddressFamily, Map<String, FakeTable>> before = new TreeMap<>();
    for (AddressFamily family : AddressFamily.values()) {
      before.put(family, new TreeMap<>(kernel.tables(family)));
    }
    try {
      Matcher step = STEP.matcher(script);
      int end = 0;
      while (step.find() && step.start() == end) {
        step(step);
        end = step.end();
      }
      if (!script.substring(end).isBlank()) {
        throw new Refused("Error: syntax error, unexpected string: " + script.substring(end));
      }
    } catch (Refused e) {
      kernel.nftTables.clear();
      kernel.nftTables.putAll(own);
      before.forEach(
          (family, tables) -> {
            kernel.tables(family).clear();
            kernel.tables(family).putAll(tables);
          });
      throw e;
    }
  }

  private void step(Matcher step) throws Refused {
    if (step.group(1) != null) {
      String name = step.group(2) + " " + step.group(3);
      FakeTable iptables = iptables(step.group(2), step.group(3));
      if (step.group(1).equals("add")) {
        if (iptables == null) {
          kernel.nftTables.putIfAbsent(name, "");
        }
      } else if (step.group(1).equals("flush")) {
        if (kernel.nftTables.replace(name, "") == null) {
          throw new Refused("Error: Could not process rule: No such file or directory: " + name);
        }
      } else if (iptables != null) {
        kernel.tables(family(step.group(2))).remove(step.group(3));
      } else if (kernel.nftTables.remove(name) == null) {
        throw new Refused("Error: Could not process rule: No such file or directory: " + name);
      }
    } else if (step.group(4) != null) {
      deleteChain(step.group(4), step.group(5), step.group(6));
    } else if (step.group(7) != null) {
      kernel.nftTables.merge(
          step.group(7) + " " + step.group(8), step.group(9), (old, more) -> old + more);
    } else {
      kernel.nftTables.clear();
      if (kernel.variant == FakeKernel.Variant.NFT) {
        for (AddressFamily family : AddressFamily.values()) {
          kernel.tables(family).clear();
        }
      }
    }
  }

  private void deleteChain(String family, String table, String chain) throws Refused {
    FakeTable there = iptables(family, table);
    if (there == null || !there.chains().containsKey(chain)) {
      throw new Refused("Error: Could not process rule: No such file or directory: " + chain);
    }
    if (!there.chains().get(chain).rules.isEmpty() || there.isReferenced(chain)) {
      throw new Refused("Error: Could not process rule: Device or resource busy: " + chain);
    }
    FakeTable copy = there.copy();
    copy.remove(chain);
    kernel.put(family(family), copy);
  }

  private FakeTable iptables(String family, String table) {
    return kernel.variant == FakeKernel.Variant.NFT
        ? kernel.tables(family(family)).get(table)
        : null;
  }

  private static AddressFamily family(String name) {
    return name.equals("ip") ? AddressFamily.IPV4 : AddressFamily.IPV6;
  }

  String list(String... what) throws Refused {
    JsonArray items = new JsonArray();
    items.add(item("metainfo", "version", "1.0.6"));
    if (what.length == 1 && what[0].equals("tables")) {
      for (String name : names()) {
        String[] words = name.split(" ", 2);
        items.add(item("table", "family", words[0], "name", words[1]));
      }
    } else if (what.length == 3 && what[0].equals("table")) {
      table(what[1], what[2], items);
    } else {
      throw new Refused("Error: syntax error");
    }
    JsonObject root = new JsonObject();
    root.add("nftables", items);
    return root + "\n";
  }

  private Iterable<String> names() {
    Map<String, String> names = new TreeMap<>(kernel.nftTables);
    if (kernel.variant == FakeKernel.Variant.NFT) {
      for (AddressFamily family : AddressFamily.values()) {
        String prefix = family == AddressFamily.IPV4 ? "ip " : "ip6 ";
        kernel.tables(family).keySet().forEach(table -> names.put(prefix + table, ""));
      }
    }
    return names.keySet();
  }

  private void table(String family, String name, JsonArray items) throws Refused {
    FakeTable table = iptables(family, name);
    if (table == null && !kernel.nftTables.containsKey(family + " " + name)) {
      throw new Refused("Error: No such file or directory");
    }
    items.add(item("table", "family", family, "name", name));
    if (table == null) {
      return;
    }
    table
        .chains()
        .forEach(
            (chain, value) -> {
              items.add(
                  value.policy == null
                      ? item("chain", "family", family, "table", name, "name", chain)
                      : item(
                          "chain",
                          "family",
                          family,
                          "table",
                          name,
                          "name",
                          chain,
                          "type",
                          "filter",
                          "hook",
                          chain.toLowerCase(Locale.ROOT),
                          "policy",
                          value.policy.toLowerCase(Locale.ROOT)));
              value.rules.forEach(
                  rule -> items.add(item("rule", "family", family, "table", name, "chain", chain)));
            });
  }

  private static JsonElement item(String kind, String... pairs) {
    JsonObject value = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      value.addProperty(pairs[i], pairs[i + 1]);
    }
    JsonObject item = new JsonObject();
    item.add(kind, value);
    return item;
  }
}
