package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Box;
import io.github.vpnfirewall.helper.packet.Condition;
import io.github.vpnfirewall.helper.packet.Field;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A box whose sets are numbered, field by field in the order in which they are decided. */
final class Term {
  private static final List<Field> FIELDS = List.of(Field.values());

  private final Verdict verdict;
  private final List<List<Integer>> asks = new ArrayList<>();
  private final int last;

  Term(Verdict verdict, Box box, Vocabulary vocabulary) {
    this.verdict = verdict;
    int last = -1;
    for (int level = 0; level < FIELDS.size(); level++) {
      List<Integer> ids = new ArrayList<>(1);
      for (Condition condition : box.conditions()) {
        if (condition.field() == FIELDS.get(level)) {
          ids.add(vocabulary.number(condition.values()));
          last = level;
        }
      }
      asks.add(List.copyOf(ids));
    }
    this.last = last;
  }

  Verdict verdict() {
    return verdict;
  }

  /** The sets in which the field's value must be. */
  List<Integer> asks(int level) {
    return asks.get(level);
  }

  /** Whether nothing more is asked from this field on. */
  boolean isMetBefore(int level) {
    return last < level;
  }
}
