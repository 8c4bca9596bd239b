package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.ruleset.Match;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Target;
import java.util.ArrayList;
import java.util.List;

/** What a programmer may get wrong: the same rules but for one small change. */
final class Mutants {
  static final String SWAPPED = "behind its successor";

  private Mutants() {}

  /**
   * One of them.
   *
   * @param change what was changed, in words
   * @param rule the rule that was changed
   * @param rules all of them
   */
  record Mutant(String change, Rule rule, List<Rule> rules) {
    @Override
    public String toString() {
      return rule.text() + ", " + change;
    }
  }

  static List<Mutant> of(List<Rule> rules) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.target() instanceof Target.Log) {
        continue; // decides nothing
      }
      mutants.add(new Mutant("removed", rule, without(rules, i)));
      for (Match match : rule.matches()) {
        if (match instanceof Match.Protocol && saysProtocol(rule.matches())) {
          continue; // the ports or flags or type behind it would go with it
        }
        List<Match> fewer = new ArrayList<>(rule.matches());
        fewer.remove(match);
        Rule wider = new Rule(rule.chain(), fewer, rule.target());
        mutants.add(new Mutant("without " + match.text(), rule, with(rules, i, wider)));
      }
      for (Target target : others(rule.target())) {
        Rule flipped = new Rule(rule.chain(), rule.matches(), target);
        mutants.add(new Mutant("now " + target.text(), rule, with(rules, i, flipped)));
      }
      if (i + 1 < rules.size() && orderMatters(rule, rules.get(i + 1))) {
        List<Rule> swapped = with(rules, i, rules.get(i + 1));
        swapped.set(i + 1, rule);
        mutants.add(new Mutant(SWAPPED, rule, swapped));
      }
    }
    return mutants;
  }

  private static boolean saysProtocol(List<Match> matches) {
    return matches.stream()
        .anyMatch(
            match ->
                match instanceof Match.Ports
                    || match instanceof Match.TcpFlags
                    || match instanceof Match.Icmpv6Type);
  }

  private static boolean orderMatters(Rule rule, Rule next) {
    return rule.chain() == next.chain()
        && !(next.target() instanceof Target.Log)
        && !rule.target().equals(next.target());
  }

  private static List<Target> others(Target target) {
    Target back = new Target.Return();
    Target drop = new Target.Drop();
    if (target instanceof Target.Return) {
      return List.of(drop);
    }
    if (target instanceof Target.Masquerade) {
      return List.of(back);
    }
    return target instanceof Target.Drop
        ? List.of(back, new Target.Reject("x"))
        : List.of(back, drop);
  }

  private static List<Rule> without(List<Rule> rules, int index) {
    List<Rule> fewer = new ArrayList<>(rules);
    fewer.remove(index);
    return fewer;
  }

  private static List<Rule> with(List<Rule> rules, int index, Rule other) {
    List<Rule> changed = new ArrayList<>(rules);
    changed.set(index, other);
    return changed;
  }
}
