package io.github.vpnfirewall.helper.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets that meet all of some conditions.
 *
 * @param conditions none means every packet; a field may be asked for more than once
 */
public record Box(List<Condition> conditions) {
  /** Copies the list. */
  public Box {
    conditions = List.copyOf(conditions);
  }

  /** Whether the packet is one of them. */
  public boolean contains(Packet packet) {
    for (Condition condition : conditions) {
      if (!condition.holds(packet)) {
        return false;
      }
    }
    return true;
  }

  /** The packets that are in the other one too. */
  public Box and(Box other) {
    List<Condition> both = new ArrayList<>(conditions);
    both.addAll(other.conditions);
    return new Box(both);
  }
}
