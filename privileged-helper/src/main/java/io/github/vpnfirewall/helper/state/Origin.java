package io.github.vpnfirewall.helper.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the kernel had before we came, so that disarming leaves nothing and takes nothing.
 *
 * @param nftNames nftables tables and chains, as {@code family table} and {@code family table
 *     chain}
 * @param ipv6 what stood in {@code disable_ipv6} by interface, where we switched it off
 */
public record Origin(Set<String> nftNames, Map<String, String> ipv6) {
  /** Copies the collections. */
  public Origin {
    nftNames = Set.copyOf(nftNames);
    ipv6 = Map.copyOf(ipv6);
  }

  /** Nothing was there. */
  public static final Origin NOTHING = new Origin(Set.of(), Map.of());

  String text() {
    List<String> lines = new ArrayList<>();
    nftNames.stream().sorted().forEach(name -> lines.add("nft " + name));
    ipv6.forEach((name, value) -> lines.add("ipv6 " + name + " " + value));
    return String.join("\n", lines) + "\n";
  }

  static Origin parse(String text) {
    Set<String> names = new LinkedHashSet<>();
    Map<String, String> ipv6 = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(" ", 2);
      if (words[0].equals("nft") && words.length == 2) {
        names.add(words[1]);
      } else if (words[0].equals("ipv6") && words.length == 2 && words[1].indexOf(' ') > 0) {
        int gap = words[1].indexOf(' ');
        ipv6.put(words[1].substring(0, gap), words[1].substring(gap + 1));
      }
    }
    return new Origin(names, ipv6);
  }
}
