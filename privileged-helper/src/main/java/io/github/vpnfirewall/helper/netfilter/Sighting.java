package io.github.vpnfirewall.helper.netfilter;

/**
 * What came of a trial.
 *
 * @param answer what the kernel told the sender
 * @param error the kernel's word for its error, such as {@code EPERM}; empty if it was sent
 * @param seen whether it was seen to leave by that interface
 */
public record Sighting(Answer answer, String error, boolean seen) {
  /** What the kernel told the sender. */
  public enum Answer {
    /** Nothing against it. */
    SENT,
    /** There is no way to the target by that interface. */
    NO_WAY,
    /** The packet was made and then refused, which is what a firewall does. */
    REFUSED
  }
}
