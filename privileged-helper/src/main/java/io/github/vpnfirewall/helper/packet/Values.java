package io.github.vpnfirewall.helper.packet;

/** A set of values that a field of a packet may hold. Two that are written alike are equal. */
public sealed interface Values permits Ranges, Names {
  /** Whether the packet's value is one of them. */
  boolean holds(Field field, Packet packet);

  /** All others. */
  Values negated();
}
