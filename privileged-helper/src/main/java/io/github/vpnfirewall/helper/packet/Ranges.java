package io.github.vpnfirewall.helper.packet;

import io.github.vpnfirewall.helper.protocol.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Numbers or addresses.
 *
 * @param ranges in order, with gaps between them
 */
public record Ranges(List<Range> ranges) implements Values {
  /** Every value. */
  public static final Ranges ALL = new Ranges(List.of(new Range(Position.FIRST, Position.LAST)));

  /**
   * From one value to another.
   *
   * @param first the least
   * @param last the greatest
   */
  public record Range(Position first, Position last) {}

  /** Puts them in order and joins what touches. */
  public Ranges {
    List<Range> ordered = new ArrayList<>(ranges);
    ordered.sort(Comparator.comparing(Range::first));
    List<Range> joined = new ArrayList<>();
    for (Range range : ordered) {
      Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null && touches(before, range)) {
        Position last =
            before.last.compareTo(range.last) > 0 ? before.last : range.last; // may lie within
        joined.set(joined.size() - 1, new Range(before.first, last));
      } else {
        joined.add(range);
      }
    }
    ranges = List.copyOf(joined);
  }

  private static boolean touches(Range before, Range range) {
    return before.last.equals(Position.LAST) || before.last.next().compareTo(range.first) >= 0;
  }

  /** These numbers, 0 or more. */
  public static Ranges of(long... numbers) {
    return new Ranges(
        Arrays.stream(numbers)
            .mapToObj(Position::of)
            .map(position -> new Range(position, position))
            .toList());
  }

  /** The numbers from one to another. */
  public static Ranges span(long first, long last) {
    return new Ranges(List.of(new Range(Position.of(first), Position.of(last))));
  }

  /** These, by their place in the enumeration. */
  public static Ranges of(Set<? extends Enum<?>> constants) {
    return new Ranges(
        constants.stream().map(Position::of).map(place -> new Range(place, place)).toList());
  }

  /** The addresses in these networks. */
  public static Ranges of(Collection<Network> networks) {
    return new Ranges(
        networks.stream().map(n -> new Range(Position.first(n), Position.last(n))).toList());
  }

  /** That the packet has no such field. */
  public static Ranges absent() {
    return new Ranges(List.of(new Range(Position.ABSENT, Position.ABSENT)));
  }

  /** These and those. */
  public Ranges or(Ranges other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    return new Ranges(all);
  }

  /** Whether the value is one of them. */
  public boolean contains(Position value) {
    int from = 0;
    int to = ranges.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      Range range = ranges.get(middle);
      if (value.compareTo(range.first) < 0) {
        to = middle;
      } else if (value.compareTo(range.last) > 0) {
        from = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean holds(Field field, Packet packet) {
    return contains(field.position(packet));
  }

  @Override
  public Ranges negated() {
    List<Range> gaps = new ArrayList<>();
    Position from = Position.FIRST;
    for (Range range : ranges) {
      if (from.compareTo(range.first) < 0) {
        gaps.add(new Range(from, range.first.previous()));
      }
      if (range.last.equals(Position.LAST)) {
        return new Ranges(gaps);
      }
      from = range.last.next();
    }
    gaps.add(new Range(from, Position.LAST));
    return new Ranges(gaps);
  }
}
