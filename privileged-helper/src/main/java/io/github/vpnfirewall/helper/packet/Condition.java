package io.github.vpnfirewall.helper.packet;

/**
 * That a field holds one of some values: the one way in which a reference or a rule may look at a
 * packet, so that nothing can be told apart that is not said here.
 *
 * @param field what is looked at
 * @param values what it may hold
 */
public record Condition(Field field, Values values) {
  /** Whether the packet meets it. */
  public boolean holds(Packet packet) {
    return values.holds(field, packet);
  }

  /** Its opposite. */
  public Condition negated() {
    return new Condition(field, values.negated());
  }
}
