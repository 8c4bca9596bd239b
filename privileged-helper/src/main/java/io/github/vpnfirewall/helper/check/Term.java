package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Box;
import io.github.vpnfirewall.helper.packet.Condition;
import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict;
import java.util.List;
import java.util.function.IntConsumer;

/** A box whose sets are numbered, field by field in the order in which they are decided. */
final class Term {
  private static final List<Field> FIELDS = List.of(Field.values());

  private final Verdict verdict;
  private final int[][] asks = new int[FIELDS.size()][];
  private final int last;

  Term(Verdict verdict, Box box, Vocabulary vocabulary) {
    this.verdict = verdict;
    int last = -1;
    for (int level = 0; level < asks.length; level++) {
      Field field = FIELDS.get(level);
      asks[level] =
          box.conditions().stream()
              .filter(condition -> condition.field() == field)
              .map(Condition::values)
              .mapToInt(vocabulary::number)
              .toArray();
      last = asks[level].length > 0 ? level : last;
    }
    this.last = last;
  }

  Verdict verdict() {
    return verdict;
  }

  /** Tells the numbers of the sets in which the field's value must be. */
  void asks(int level, IntConsumer sets) {
    for (int set : asks[level]) {
      sets.accept(set);
    }
  }

  /** Whether the cell's values are in all sets in which they must be. */
  boolean isMetBy(int level, Cell cell) {
    for (int set : asks[level]) {
      if (!cell.isIn(set)) {
        return false;
      }
    }
    return true;
  }

  /** A set in which the field's value must be; -1 if none. */
  int firstAsked(int level) {
    return asks[level].length > 0 ? asks[level][0] : -1;
  }

  /** Whether nothing more is asked from this field on. */
  boolean isMetBefore(int level) {
    return last < level;
  }
}
