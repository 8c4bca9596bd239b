package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Box;
import io.github.vpnfirewall.helper.packet.Region;
import io.github.vpnfirewall.helper.ruleset.OwnChain;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Target;
import io.github.vpnfirewall.helper.tracer.MatchRegion;
import io.github.vpnfirewall.helper.tracer.PacketTracer;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of rules that all decide the same: which of them does it does not matter.
 *
 * @param verdict what becomes of the packets
 * @param region the packets that any of the rules matches
 */
record Step(Verdict verdict, Region region) {
  private static final int DEEPEST = 8;

  /** A chain's rules as steps, what it leads to included; the last one is about the rest. */
  static List<Step> of(List<Rule> rules, OwnChain chain) {
    return of(rules, chain, 0);
  }

  private static List<Step> of(List<Rule> rules, OwnChain chain, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalStateException("the rules go round in a circle");
    }
    List<Step> steps = new ArrayList<>();
    List<Box> run = new ArrayList<>();
    Target of = null;
    for (Rule rule : rules) {
      if (rule.chain() != chain || rule.target() instanceof Target.Log) {
        continue;
      }
      if (!rule.target().equals(of)) {
        add(steps, rules, of, run, depth);
        of = rule.target();
        run.clear();
      }
      run.addAll(MatchRegion.of(rule).boxes());
    }
    add(steps, rules, of, run, depth);
    steps.add(new Step(Verdict.RETURN, Region.ALL)); // a chain that ends lets pass
    return steps;
  }

  private static void add(
      List<Step> steps, List<Rule> rules, Target target, List<Box> run, int depth) {
    if (run.isEmpty()) {
      return;
    }
    Region region = Unions.of(run);
    if (target instanceof Target.Goto on) {
      for (Step step : of(rules, on.chain(), depth + 1)) {
        steps.add(new Step(step.verdict, region.and(step.region)));
      }
    } else {
      steps.add(new Step(PacketTracer.verdict(target), region));
    }
  }
}
