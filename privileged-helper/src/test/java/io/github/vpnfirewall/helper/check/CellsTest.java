package io.github.vpnfirewall.helper.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Position;
import io.github.vpnfirewall.helper.packet.Ranges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That no value is forgotten: whichever is taken, some cell stands for it. */
class CellsTest {
  private final Random random = new Random(20_261_122);

  private static List<Integer> in(Cell cell) {
    List<Integer> in = new ArrayList<>();
    cell.in(in::add);
    return in;
  }

  @Test
  void everyNumberAndAddressIsInExactlyOne() {
    for (int round = 0; round < 300; round++) {
      Vocabulary vocabulary = new Vocabulary();
      List<Integer> ids =
          IntStream.range(0, 1 + random.nextInt(8))
              .map(i -> vocabulary.number(ranges()))
              .distinct()
              .sorted()
              .boxed()
              .toList();
      Collection<Cell> cells = new Cells(vocabulary).of(ids);
      Set<List<Integer>> kinds = new HashSet<>();
      for (Cell cell : cells) {
        assertThat(kinds.add(in(cell))).as("no two alike").isTrue();
        assertThat(in(cell)).isEqualTo(where(vocabulary, ids, cell.position()));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(kinds).contains(where(vocabulary, ids, position()));
      }
      assertThat(kinds)
          .contains(where(vocabulary, ids, Position.FIRST), where(vocabulary, ids, Position.LAST));
    }
  }

  private static List<Integer> where(Vocabulary vocabulary, List<Integer> ids, Position value) {
    return ids.stream().filter(id -> ((Ranges) vocabulary.values(id)).contains(value)).toList();
  }

  private Ranges ranges() {
    List<Ranges.Range> ranges = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Position one = position();
      Position other = position();
      ranges.add(
          one.compareTo(other) < 0 ? new Ranges.Range(one, other) : new Ranges.Range(other, one));
    }
    Ranges all = new Ranges(ranges);
    return random.nextBoolean() ? all : all.negated();
  }

  /** Near to the edges of all kinds. */
  private Position position() {
    long[] odd = {0, 1, -1, -2, Long.MAX_VALUE, Long.MIN_VALUE, 5, 6, 7, 8, 65_535};
    return new Position(odd[random.nextInt(odd.length)], odd[random.nextInt(odd.length)]);
  }

  @Test
  void everyNameIsInExactlyOne() {
    for (int round = 0; round < 2_000; round++) {
      Vocabulary vocabulary = new Vocabulary();
      List<Integer> ids =
          IntStream.range(0, 1 + random.nextInt(6))
              .map(i -> vocabulary.number(names()))
              .distinct()
              .sorted()
              .boxed()
              .toList();
      Set<List<Integer>> kinds = new HashSet<>();
      for (Cell cell : new Cells(vocabulary).of(ids)) {
        assertThat(kinds.add(in(cell))).as("no two alike").isTrue();
        assertThat(in(cell)).isEqualTo(where(vocabulary, ids, cell.name()));
        assertThat(cell.name().length()).as("IFNAMSIZ").isLessThan(16);
      }
      assertThat(kinds).contains(where(vocabulary, ids, ""));
      for (int i = 0; i < 50; i++) {
        assertThat(kinds).contains(where(vocabulary, ids, name()));
      }
    }
  }

  private static List<Integer> where(Vocabulary vocabulary, List<Integer> ids, String name) {
    return ids.stream().filter(id -> ((Names) vocabulary.values(id)).contains(name)).toList();
  }

  private Names names() {
    List<String> names = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      names.add(name() + (random.nextBoolean() ? "+" : ""));
    }
    Names some = Names.of(names);
    return random.nextBoolean() ? some : some.negated();
  }

  /** Of few letters, so that one often begins with another. */
  private String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      name.append("et0~".charAt(random.nextInt(4)));
    }
    return name.toString();
  }
}
