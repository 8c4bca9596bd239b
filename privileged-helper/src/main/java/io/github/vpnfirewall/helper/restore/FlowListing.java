package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code conntrack -L} prints (conntrack(8)). Pure. */
public final class FlowListing {
  private static final int HIGHEST_PROTOCOL = 255;
  private static final int HIGHEST_PORT = 65_535;

  private FlowListing() {}

  /** The flows; a line that is none that we understand is a flow that we leave alone. */
  public static List<Flow> parse(String listing) {
    List<Flow> flows = new ArrayList<>();
    for (String line : listing.split("\n", -1)) {
      Optional<Flow> flow = flow(line);
      if (flow.isPresent()) {
        flows.add(flow.get());
      }
    }
    return flows;
  }

  private static Optional<Flow> flow(String line) {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    Map<String, String> first = new HashMap<>();
    Map<String, String> second = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        String key = word.substring(0, equals);
        Map<String, String> way = first.containsKey(key) ? second : first;
        way.putIfAbsent(key, word.substring(equals + 1));
      }
    }
    if (words.size() < 2 || !second.containsKey("src") || !second.containsKey("dst")) {
      return Optional.empty();
    }
    try {
      Network source = Network.parse(first.get("src"));
      AddressFamily family = source.family();
      return Optional.of(
          new Flow(
              family,
              number(words.get(1), HIGHEST_PROTOCOL),
              single(family, source),
              address(family, first.get("dst")),
              port(first.get("sport")),
              port(first.get("dport")),
              address(family, second.get("src")),
              address(family, second.get("dst"))));
    } catch (NumberFormatException | InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static OptionalInt port(String text) {
    return text == null ? OptionalInt.empty() : OptionalInt.of(number(text, HIGHEST_PORT));
  }

  private static int number(String text, int highest) {
    int number = Integer.parseInt(text);
    if (number < 0 || number > highest) {
      throw new InvalidValueException("out of range");
    }
    return number;
  }

  private static Network address(AddressFamily family, String text) {
    return single(family, Network.parse(text));
  }

  private static Network single(AddressFamily family, Network address) {
    if (address.family() != family || !address.isSingle()) {
      throw new InvalidValueException("an address of the other family, or a network");
    }
    return address;
  }
}
