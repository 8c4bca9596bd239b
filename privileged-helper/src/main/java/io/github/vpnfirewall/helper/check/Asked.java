package io.github.vpnfirewall.helper.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Some terms by what they ask of one field: each cell meets few of thousands. */
final class Asked {
  private final List<Term> terms;
  private final int level;
  private final List<Integer> indifferent = new ArrayList<>();
  private final Map<Integer, List<Integer>> bySet = new HashMap<>();
  private final List<Integer> some;

  /**
   * @param terms all
   * @param level the field
   * @param some which of them are meant, in order
   */
  Asked(List<Term> terms, int level, List<Integer> some) {
    this.terms = terms;
    this.level = level;
    this.some = some;
    for (int term : some) {
      int set = terms.get(term).firstAsked(level);
      if (set < 0) {
        indifferent.add(term);
      } else {
        bySet.computeIfAbsent(set, key -> new ArrayList<>()).add(term);
      }
    }
  }

  /** Tells the numbers of all sets that are asked for. */
  void sets(IntConsumer sets) {
    some.forEach(term -> terms.get(term).asks(level, sets));
  }

  /** The terms that the cell's values meet, in order. */
  List<Integer> metBy(Cell cell) {
    List<Integer> met = new ArrayList<>(indifferent);
    cell.in(
        set -> {
          for (int term : bySet.getOrDefault(set, List.of())) {
            if (terms.get(term).isMetBy(level, cell)) {
              met.add(term);
            }
          }
        });
    Collections.sort(met);
    return met;
  }
}
