package io.github.vpnfirewall.helper.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of packets.
 *
 * @param boxes the packets in any of them
 */
public record Region(List<Box> boxes) {
  /** Every packet. */
  public static final Region ALL = new Region(List.of(new Box(List.of())));

  /** No packet. */
  public static final Region NONE = new Region(List.of());

  /** Copies the list. */
  public Region {
    boxes = List.copyOf(boxes);
  }

  /** The packets whose field holds one of the values. */
  public static Region of(Field field, Values values) {
    return new Region(List.of(new Box(List.of(new Condition(field, values)))));
  }

  /** Whether the packet is one of them. */
  public boolean contains(Packet packet) {
    for (Box box : boxes) {
      if (box.contains(packet)) {
        return true;
      }
    }
    return false;
  }

  /** These packets and those. */
  public Region or(Region other) {
    List<Box> all = new ArrayList<>(boxes);
    all.addAll(other.boxes);
    return new Region(all);
  }

  /** The packets that are in both. */
  public Region and(Region other) {
    return new Region(boxes.stream().flatMap(box -> other.boxes.stream().map(box::and)).toList());
  }

  /** These packets without those. */
  public Region except(Region other) {
    Region rest = this;
    for (Box box : other.boxes) {
      // Whoever is not in a box fails at least one of its conditions.
      rest =
          rest.and(
              new Region(
                  box.conditions().stream()
                      .map(condition -> new Box(List.of(condition.negated())))
                      .toList()));
    }
    return rest;
  }
}
