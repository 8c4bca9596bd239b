package io.github.vpnfirewall.helper.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the kernel had before we came, so that disarming leaves nothing and takes nothing.
 *
 * @param nftNames nftables tables and chains, as {@code family table} and {@code family table
 *     chain}
 * @param ipv6 what stood in {@code disable_ipv6} by interface, where we switched it off
 * @param forwarding what stood in the settings that a gateway changes, in the order in which they
 *     are put back; empty if we are none
 */
public record Origin(
    Set<String> nftNames, Map<String, String> ipv6, Map<String, String> forwarding) {
  /** Copies the collections. */
  public Origin {
    nftNames = Set.copyOf(nftNames);
    ipv6 = Map.copyOf(ipv6);
    forwarding = Collections.unmodifiableMap(new LinkedHashMap<>(forwarding));
  }

  /** Nothing was there. */
  public static final Origin NOTHING = new Origin(Set.of(), Map.of(), Map.of());

  /** The same with other values of {@code disable_ipv6}. */
  public Origin withIpv6(Map<String, String> values) {
    return new Origin(nftNames, values, forwarding);
  }

  /** The same with other values of what a gateway changes. */
  public Origin withForwarding(Map<String, String> values) {
    return new Origin(nftNames, ipv6, values);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    for (String name : new TreeSet<>(nftNames)) {
      lines.add("nft " + name);
    }
    for (Map.Entry<String, String> entry : ipv6.entrySet()) {
      lines.add("ipv6 " + entry.getKey() + " " + entry.getValue());
    }
    for (Map.Entry<String, String> entry : forwarding.entrySet()) {
      lines.add("forwarding " + entry.getKey() + " " + entry.getValue());
    }
    return String.join("\n", lines) + "\n";
  }

  static Origin parse(String text) {
    Set<String> names = new LinkedHashSet<>();
    Map<String, String> ipv6 = new LinkedHashMap<>();
    Map<String, String> forwarding = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(" ", 2);
      if (words.length < 2) {
        continue;
      }
      switch (words[0]) {
        case "nft" -> names.add(words[1]);
        case "ipv6" -> pair(words[1], ipv6);
        case "forwarding" -> pair(words[1], forwarding);
        default -> {}
      }
    }
    return new Origin(names, ipv6, forwarding);
  }

  private static void pair(String text, Map<String, String> values) {
    int gap = text.indexOf(' ');
    if (gap > 0) {
      values.put(text.substring(0, gap), text.substring(gap + 1));
    }
  }
}
