package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Names;
import io.github.vpnfirewall.helper.packet.Position;
import io.github.vpnfirewall.helper.packet.Ranges;
import io.github.vpnfirewall.helper.packet.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Cuts a field's values into classes: two are in the same class if they are in the same of the
 * given sets. Every value is in exactly one.
 */
final class Cells {
  /** Names that people know, for what no set mentions; the last cannot be a tunnel's. */
  private static final List<String> COMMON = List.of("eth0", "wlan0", "enp3s0", "veth7", "~0");

  private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz_-.";

  private final Vocabulary vocabulary;
  private final Map<List<Integer>, Collection<Cell>> known = new HashMap<>();

  Cells(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * The classes.
   *
   * @param sets their numbers, in order; at least one, and all of names or none
   */
  Collection<Cell> of(List<Integer> sets) {
    return known.computeIfAbsent(
        sets,
        ids -> vocabulary.values(ids.get(0)) instanceof Names ? ofNames(ids) : ofPositions(ids));
  }

  private Collection<Cell> ofNames(List<Integer> ids) {
    Map<List<Integer>, Cell> cells = new LinkedHashMap<>();
    for (String name : representatives(ids.stream().map(vocabulary::values).toList())) {
      List<Integer> in = new ArrayList<>();
      for (int id : ids) {
        if (((Names) vocabulary.values(id)).contains(name)) {
          in.add(id);
        }
      }
      cells.putIfAbsent(in, new Cell(name, Position.ABSENT, in));
    }
    return cells.values();
  }

  /**
   * A name of each class. A name that is mentioned stands for itself. Any other is in just those
   * patterns whose stems it begins with; all of these begin its longest one, so that stem with one
   * more letter, where that is no longer stem and no mentioned name, is in the same.
   */
  static Collection<String> representatives(Collection<Values> sets) {
    Set<String> exact = new TreeSet<>();
    Set<String> stems = new TreeSet<>();
    for (Values values : sets) {
      exact.addAll(((Names) values).exact());
      stems.addAll(((Names) values).stems());
    }
    Set<String> names = new LinkedHashSet<>(exact);
    names.add("");
    for (String stem : stems) {
      names.add(stem);
      LETTERS
          .chars()
          .mapToObj(letter -> stem + (char) letter)
          .filter(name -> !exact.contains(name) && !stems.contains(name))
          .findFirst()
          .ifPresent(names::add);
    }
    COMMON.stream()
        .filter(name -> !exact.contains(name) && stems.stream().noneMatch(name::startsWith))
        .findFirst()
        .ifPresent(names::add);
    return names;
  }

  private Collection<Cell> ofPositions(List<Integer> ids) {
    List<Edge> edges = new ArrayList<>();
    for (int id : ids) {
      for (Ranges.Range range : ((Ranges) vocabulary.values(id)).ranges()) {
        edges.add(new Edge(range.first(), id, true));
        if (!range.last().equals(Position.LAST)) {
          edges.add(new Edge(range.last().next(), id, false));
        }
      }
    }
    edges.sort(Comparator.comparing(Edge::at));
    Map<List<Integer>, Widest> widest = new LinkedHashMap<>();
    Set<Integer> in = new TreeSet<>();
    Position from = Position.FIRST;
    for (Edge edge : edges) {
      if (from.compareTo(edge.at) < 0) {
        note(widest, in, from, edge.at.previous());
        from = edge.at;
      }
      if (edge.begins) {
        in.add(edge.id);
      } else {
        in.remove(edge.id);
      }
    }
    note(widest, in, from, Position.LAST);
    List<Cell> cells = new ArrayList<>();
    widest.forEach((sets, range) -> cells.add(new Cell("", range.typical(), sets)));
    return cells;
  }

  private static void note(
      Map<List<Integer>, Widest> widest, Set<Integer> in, Position first, Position last) {
    Widest found = new Widest(first, last);
    widest.merge(
        List.copyOf(in),
        found,
        (one, other) -> one.size().compareTo(other.size()) < 0 ? other : one);
  }

  /** Where a set begins, or where one has ended. */
  private record Edge(Position at, int id, boolean begins) {}

  /** The widest of the ranges that make up a class. */
  private record Widest(Position first, Position last) {
    Position size() {
      return last.minus(first);
    }

    /** Not the very first, which is seldom a host's address or a port that anybody uses. */
    Position typical() {
      return first.equals(last) ? first : first.next();
    }
  }
}
