package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for sets of values, so that many thousand need not be compared again and again. */
final class Vocabulary {
  private final Map<Values, Integer> numbers = new HashMap<>();
  private final List<Values> values = new ArrayList<>();

  int number(Values set) {
    Integer known = numbers.get(set);
    if (known != null) {
      return known;
    }
    values.add(set);
    numbers.put(set, values.size() - 1);
    return values.size() - 1;
  }

  Values values(int number) {
    return values.get(number);
  }
}
