package io.github.vpnfirewall.helper.reference;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Packet.Direction;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Design §2 as sets of packets, written without a look at the rules: whether a packet may pass. It
 * asks for no order of rules; where the design's order matters, it is a condition here.
 *
 * <p>That it is made of {@link Region}s, not of {@code if}s, has a purpose: all that it tells
 * packets apart by stands in their conditions, so whoever cuts every field at each of them has cut
 * at everything that this decision looks at.
 */
public final class ReferenceDecision {
  private final AddressFamily family;
  private final BlockMode blockMode;
  private final List<Clause> permissions = new ArrayList<>();
  private final List<Clause> refusals = new ArrayList<>();
  private final Clause masquerade;

  /** What is said of a packet, and where in the design. */
  public record Answer(boolean permits, String section, String what) {
    @Override
    public String toString() {
      return (permits ? "may pass" : "may not pass") + " (" + section + ": " + what + ")";
    }
  }

  private ReferenceDecision(Policy policy, AddressFamily family) {
    this.family = family;
    this.blockMode = policy.blockMode();
    Leaving leaving = new Leaving(policy, family);
    Entering entering = new Entering(policy, family);
    Forwarded forwarded = new Forwarded(policy, family);
    of(Direction.OUT, leaving.permissions(), permissions);
    of(Direction.OUT, leaving.refusals(), refusals);
    of(Direction.IN, entering.permissions(), permissions);
    of(Direction.IN, entering.refusals(), refusals);
    of(Direction.FORWARD, forwarded.permissions(), permissions);
    of(Direction.FORWARD, forwarded.refusals(), refusals);
    Region behind = Says.direction(Direction.FORWARD).and(forwarded.masqueraded());
    masquerade = new Clause("§2.3", "only what is forwarded into a tunnel is masqueraded", behind);
  }

  private static void of(Direction direction, List<Clause> clauses, List<Clause> to) {
    for (Clause clause : clauses) {
      Region region = Says.direction(direction).and(clause.region());
      to.add(new Clause(clause.section(), clause.what(), region));
    }
  }

  /** The decision for one family's packets. */
  public static ReferenceDecision of(Policy policy, AddressFamily family) {
    return new ReferenceDecision(policy, family);
  }

  /** Whether the packet may pass. */
  public static boolean permits(Policy policy, Packet packet) {
    return of(policy, packet.family()).permits(packet);
  }

  /** Whether the packet may pass. */
  public boolean permits(Packet packet) {
    if (packet.family() != family) {
      throw new IllegalArgumentException("a packet of another family");
    }
    return permissions.stream().anyMatch(clause -> clause.region().contains(packet));
  }

  /** Whether the packet may pass, and why. */
  public Answer decide(Packet packet) {
    boolean permits = permits(packet);
    for (Clause clause : permits ? permissions : refusals) {
      if (clause.region().contains(packet)) {
        return new Answer(permits, clause.section(), clause.what());
      }
    }
    throw new IllegalStateException("each direction's last sentence is about the rest");
  }

  /** What goes on under this machine's own address. */
  public Clause masquerade() {
    return masquerade;
  }

  /** What may pass; all else may not. */
  public List<Clause> permissions() {
    return List.copyOf(permissions);
  }

  /**
   * How a packet that may not pass is stopped (§2.1.8, §2.2, §2.4).
   *
   * @param backstop whether in the second line, which only drops
   * @return whether its sender is told
   */
  public boolean tells(Direction direction, boolean backstop) {
    return direction != Direction.IN && !backstop && blockMode == BlockMode.REJECT;
  }
}
