package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Box;
import io.github.vpnfirewall.helper.packet.Condition;
import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same packets in fewer boxes: those that differ by one address alone become one with all of
 * the addresses. Ten thousand servers that are spoken to alike are then a single set.
 */
final class Unions {
  private Unions() {}

  static Region of(List<Box> boxes) {
    return new Region(over(Field.SOURCE, over(Field.DESTINATION, boxes)));
  }

  private static List<Box> over(Field field, List<Box> boxes) {
    Map<List<Condition>, List<Ranges.Range>> alike = new LinkedHashMap<>();
    List<Box> all = new ArrayList<>();
    for (Box box : boxes) {
      List<Condition> rest = new ArrayList<>();
      List<Ranges.Range> ranges = new ArrayList<>();
      int asked = 0;
      for (Condition condition : box.conditions()) {
        if (condition.field() == field && condition.values() instanceof Ranges values) {
          ranges.addAll(values.ranges());
          asked++;
        } else {
          rest.add(condition);
        }
      }
      if (asked == 1) {
        alike.computeIfAbsent(rest, key -> new ArrayList<>()).addAll(ranges);
      } else {
        all.add(box);
      }
    }
    alike.forEach(
        (rest, ranges) -> {
          List<Condition> conditions = new ArrayList<>(rest);
          conditions.add(new Condition(field, new Ranges(ranges)));
          all.add(new Box(conditions));
        });
    return all;
  }
}
