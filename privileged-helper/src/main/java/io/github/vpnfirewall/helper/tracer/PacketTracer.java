package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Walks the rules of one table with a packet, as the kernel does: what rules mean, where golden
 * documents show only what they say.
 */
public final class PacketTracer {
  /** What becomes of a packet. */
  public enum Verdict {
    /** Permitted by us: the user's own firewall decides. */
    RETURN,
    /** In {@code nat}: it goes on under this machine's own address. */
    MASQUERADE,
    DROP,
    REJECT;

    /** Whether it goes on. */
    public boolean permits() {
      return this == RETURN || this == MASQUERADE;
    }
  }

  /**
   * The way of a packet.
   *
   * @param verdict what becomes of it
   * @param matched the rules that it matched, in order; the last one decided, unless the chain
   *     ended
   */
  public record Trace(Verdict verdict, List<Rule> matched) {
    /** Copies the list. */
    public Trace {
      matched = List.copyOf(matched);
    }

    @Override
    public String toString() {
      return verdict
          + matched.stream().map(Rule::text).collect(Collectors.joining("\n  ", "\n  ", ""));
    }
  }

  /** A rule with the packets that it matches. */
  private record Step(Rule rule, Region region) {}

  private final Map<OwnChain, List<Step>> chains = new EnumMap<>(OwnChain.class);

  /**
   * @param rules of one table
   * @throws IllegalArgumentException if a rule's verdict depends on a rate, or its meaning is not
   *     known
   */
  public PacketTracer(List<Rule> rules) {
    for (Rule rule : rules) {
      chains
          .computeIfAbsent(rule.chain(), chain -> new ArrayList<>())
          .add(new Step(rule, MatchRegion.of(rule)));
    }
  }

  /** Walks a table's rules, beginning in the chain that its hook jumps to. */
  public static Trace trace(Ruleset ruleset, Table table, Packet packet) {
    if (ruleset.family() != packet.family()) {
      throw new IllegalArgumentException("rules of another family");
    }
    return new PacketTracer(ruleset.tables().get(table)).trace(packet);
  }

  /** Walks the rules, beginning in the chain that the packet's hook jumps to. */
  public Trace trace(Packet packet) {
    List<Rule> matched = new ArrayList<>();
    OwnChain chain = start(packet.direction());
    while (true) {
      OwnChain next = null;
      for (Step step : chains.getOrDefault(chain, List.of())) {
        if (!step.region.contains(packet)) {
          continue;
        }
        matched.add(step.rule);
        Target target = step.rule.target();
        if (target instanceof Target.Goto on) {
          next = on.chain();
          break;
        }
        if (!(target instanceof Target.Log)) {
          // Whoever has gone to a chain, not jumped, returns from it to the hook's own chain.
          return new Trace(verdict(target), matched);
        }
      }
      if (next == null) {
        return new Trace(Verdict.RETURN, matched);
      }
      if (matched.size() > 100) {
        throw new IllegalStateException("the rules go round in a circle");
      }
      chain = next;
    }
  }

  /** The chain of ours that a packet's hook jumps to; {@code nat} has but one. */
  public OwnChain start(Packet.Direction direction) {
    if (chains.containsKey(OwnChain.NAT)) {
      return OwnChain.NAT;
    }
    return switch (direction) {
      case OUT -> OwnChain.OUT;
      case IN -> OwnChain.IN;
      case FORWARD -> OwnChain.FWD;
    };
  }

  /**
   * What a target decides.
   *
   * @throws IllegalArgumentException if it decides nothing, or it is not known what
   */
  public static Verdict verdict(Target target) {
    if (target instanceof Target.Return) {
      return Verdict.RETURN;
    }
    if (target instanceof Target.Masquerade) {
      return Verdict.MASQUERADE;
    }
    if (target instanceof Target.Drop) {
      return Verdict.DROP;
    }
    if (target instanceof Target.Reject) {
      return Verdict.REJECT;
    }
    throw new IllegalArgumentException("what does this target do? " + target.text());
  }
}
