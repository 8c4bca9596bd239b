package io.github.vpnfirewall.helper.protocol;

import java.util.Optional;

/**
 * What was read back for one address family.
 *
 * @param enforced whether the rules in the {@code filter} table are there, whole and first
 * @param backstop whether the same holds for the backstop in {@code security} or {@code mangle}
 * @param rules how many rules of ours were found in {@code filter}
 * @param fallback what blocks the family although its rules could not be applied: {@code gate},
 *     {@code bare-drop} or {@code ipv6-disabled}; empty if nothing of the kind is in place
 * @param blocked packets blocked since the rules were applied
 */
public record FamilyReport(
    boolean enforced, boolean backstop, int rules, Optional<String> fallback, Blocked blocked) {

  /** Whether bare traffic of this family is blocked, by whichever layer. */
  public boolean blocking() {
    return enforced || backstop || fallback.isPresent();
  }

  /**
   * Packets blocked, by direction.
   *
   * @param out leaving
   * @param in entering
   * @param forward passing through
   */
  public record Blocked(long out, long in, long forward) {
    /** None. */
    public static final Blocked NONE = new Blocked(0, 0, 0);
  }
}
