package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Position;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.IntConsumer;

/** All values of a field that are in the same of some sets; one of them stands for all. */
final class Cell {
  private final String name;
  private final Position position;
  private final int[] in;

  /**
   * @param name one of the values, if they are names; else empty
   * @param position one of the values, if they are none
   * @param in the numbers of the sets that they are in
   */
  Cell(String name, Position position, Collection<Integer> in) {
    this.name = name;
    this.position = position;
    this.in = in.stream().mapToInt(set -> set).sorted().toArray();
  }

  String name() {
    return name;
  }

  Position position() {
    return position;
  }

  boolean isIn(int set) {
    return Arrays.binarySearch(in, set) >= 0;
  }

  /** Tells the sets that they are in. */
  void in(IntConsumer sets) {
    for (int set : in) {
      sets.accept(set);
    }
  }
}
