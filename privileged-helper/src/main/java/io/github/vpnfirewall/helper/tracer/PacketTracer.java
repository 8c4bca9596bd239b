package io.github.vpnfirewall.helper.tracer;

import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.ArrayList;
import java.util.List;
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
    DROP,
    REJECT;

    /** Whether it goes on. */
    public boolean permits() {
      return this == RETURN;
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

  private PacketTracer() {}

  /** Walks a table's rules, beginning in the chain that its hook jumps to. */
  public static Trace trace(Ruleset ruleset, Table table, Packet packet) {
    if (ruleset.family() != packet.family()) {
      throw new IllegalArgumentException("rules of another family");
    }
    return trace(ruleset.tables().get(table), packet);
  }

  static Trace trace(List<Rule> rules, Packet packet) {
    List<Rule> matched = new ArrayList<>();
    OwnChain chain =
        switch (packet.direction()) {
          case OUT -> OwnChain.OUT;
          case IN -> OwnChain.IN;
          case FORWARD -> OwnChain.FWD;
        };
    while (true) {
      OwnChain next = null;
      for (Rule rule : in(chain, rules)) {
        if (!matches(rule, packet)) {
          continue;
        }
        matched.add(rule);
        Target target = rule.target();
        if (target instanceof Target.Goto on) {
          next = on.chain();
          break;
        }
        if (target instanceof Target.Return) {
          // Whoever has gone to a chain, not jumped, returns from it to the hook's own chain.
          return new Trace(Verdict.RETURN, matched);
        }
        if (target instanceof Target.Drop) {
          return new Trace(Verdict.DROP, matched);
        }
        if (target instanceof Target.Reject) {
          return new Trace(Verdict.REJECT, matched);
        }
        if (!(target instanceof Target.Log)) {
          throw new IllegalArgumentException("what does this target do? " + rule.text());
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

  private static List<Rule> in(OwnChain chain, List<Rule> rules) {
    return rules.stream().filter(rule -> rule.chain() == chain).toList();
  }

  private static boolean matches(Rule rule, Packet packet) {
    return rule.matches().stream().allMatch(match -> PacketMatcher.matches(match, packet, rule));
  }
}
