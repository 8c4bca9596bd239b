package io.github.vpnfirewall.helper.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An iptables table: built-in chains in the order of their hooks, then the others by name. */
final class FakeTable {
  static final Map<String, List<String>> BUILT_IN =
      Map.of(
          "filter", List.of("INPUT", "FORWARD", "OUTPUT"),
          "security", List.of("INPUT", "FORWARD", "OUTPUT"),
          "mangle", List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"),
          "raw", List.of("PREROUTING", "OUTPUT"),
          "nat", List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"));

  final String name;
  private final Map<String, FakeChain> builtIn = new LinkedHashMap<>();
  private final Map<String, FakeChain> others = new TreeMap<>();

  FakeTable(String name) {
    this.name = name;
  }

  FakeTable copy() {
    FakeTable copy = new FakeTable(name);
    builtIn.forEach((chain, value) -> copy.builtIn.put(chain, value.copy()));
    others.forEach((chain, value) -> copy.others.put(chain, value.copy()));
    return copy;
  }

  /** All chains by name, in the order of a listing. */
  Map<String, FakeChain> chains() {
    Map<String, FakeChain> all = new LinkedHashMap<>();
    for (String chain : BUILT_IN.get(name)) {
      if (builtIn.containsKey(chain)) {
        all.put(chain, builtIn.get(chain));
      }
    }
    all.putAll(others);
    return all;
  }

  boolean isBuiltIn(String chain) {
    return BUILT_IN.get(name).contains(chain);
  }

  /** A built-in chain, made if it is not there yet; another one only if it is there. */
  FakeChain chain(String chain) {
    return isBuiltIn(chain)
        ? builtIn.computeIfAbsent(chain, c -> new FakeChain("ACCEPT"))
        : others.get(chain);
  }

  void makeAllBuiltIn() {
    BUILT_IN.get(name).forEach(this::chain);
  }

  void add(String chain) {
    others.put(chain, new FakeChain(null));
  }

  void remove(String chain) {
    builtIn.remove(chain);
    others.remove(chain);
  }

  /** Whether some rule leads to the chain. */
  boolean isReferenced(String chain) {
    return chains().values().stream()
        .flatMap(c -> c.rules.stream())
        .anyMatch(rule -> (" " + rule + " ").matches(".* -[jg] " + chain + " .*"));
  }

  /** Without a rule, without a chain of somebody's, and letting everything pass. */
  boolean isBare() {
    return others.isEmpty()
        && builtIn.values().stream().allMatch(c -> c.rules.isEmpty() && c.policy.equals("ACCEPT"));
  }

  /** As {@code iptables-save -c} prints it; nothing has been counted here. */
  List<String> listing() {
    List<String> lines = new ArrayList<>();
    lines.add("*" + name);
    chains()
        .forEach(
            (chain, value) ->
                lines.add(
                    ":" + chain + " " + (value.policy == null ? "-" : value.policy) + " [0:0]"));
    chains()
        .forEach(
            (chain, value) -> value.rules.forEach(r -> lines.add("[0:0] -A " + chain + " " + r)));
    lines.add("COMMIT");
    return lines;
  }
}
