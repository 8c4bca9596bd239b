package io.github.vpnfirewall.helper.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random settings, every packet. {@code -Dcheck.seed=N} tries others, {@code -Dcheck.settings=N}
 * more of them; what fails is made small, and printed with its seed.
 */
class RandomCheckTest {
  private static final long SEED = Long.getLong("check.seed", 20_261_122);
  private static final int SETTINGS = Integer.getInteger("check.settings", 2_000);

  @Test
  void rulesDecideAsTheDesignSays() {
    RandomSettings random = new RandomSettings(new Random(SEED));
    List<Settings> all = Stream.generate(random::next).limit(SETTINGS).toList();
    LongAdder classes = new LongAdder();
    Optional<Settings> failing =
        all.parallelStream()
            .filter(
                settings -> {
                  Result result = compare(settings, UnaryOperator.identity());
                  classes.add(result.classes());
                  return result.difference().isPresent();
                })
            .findFirst();
    failing.ifPresent(
        settings -> {
          Settings small =
              Shrinking.shrink(
                  settings, s -> compare(s, UnaryOperator.identity()).difference().isPresent());
          fail(
              "check.seed=%d, settings %d: %s\n%s",
              SEED,
              all.indexOf(settings),
              compare(small, UnaryOperator.identity()).difference().orElseThrow().text(),
              SettingsJson.write(small));
        });
    assertThat(classes.sum()).isGreaterThan(1_000L * SETTINGS);
  }

  /** Else the random settings would prove less than they seem to. */
  @Test
  void settingsAreOfEveryKind() {
    RandomSettings random = new RandomSettings(new Random(SEED));
    List<Settings> all = Stream.generate(random::next).limit(300).toList();
    assertThat(all)
        .anyMatch(s -> s.gateway().isEmpty() && s.tunnel().interfaces().isEmpty())
        .anyMatch(s -> !s.gateway().isEmpty() && s.lan().allow() && !s.lan().dns())
        .anyMatch(s -> s.tunnel().ipsec() && s.tunnel().allowInbound())
        .anyMatch(s -> s.tunnel().clientUsers().size() > 1 && s.servers().size() > 1)
        .anyMatch(s -> s.lan().allow() && s.lan().networks().map(List::isEmpty).orElse(false))
        .anyMatch(s -> s.servers().stream().map(Server::protocol).distinct().count() > 4);
    assertThat(
            all.stream()
                .map(SettingsPolicies::policy)
                .map(policy -> compile(policy, AddressFamily.IPV6))
                .flatMap(rules -> rules.sets().values().stream())
                .map(AddressSet::kind))
        .contains(AddressSet.Kind.values());
  }

  /** What is removed from the rules is found with settings that need it, and they become small. */
  @Test
  void whatFailsIsMadeSmall() {
    UnaryOperator<List<Rule>> broken =
        rules ->
            rules.stream()
                .filter(r -> !r.target().blocks() || !r.text().contains("--dport 853"))
                .toList();
    RandomSettings settings = new RandomSettings(new Random(SEED));
    Settings found = settings.next();
    while (compare(found, broken).difference().isEmpty()) {
      found = settings.next();
    }

    Settings small = Shrinking.shrink(found, s -> compare(s, broken).difference().isPresent());

    assertThat(compare(small, broken).difference()).isPresent();
    assertThat(small.tunnel().interfaces()).isEmpty();
    assertThat(small.servers()).isEmpty();
    assertThat(small.gateway()).isEmpty();
    assertThat(small.lan().allow()).isTrue();
    assertThat(small.lan().dns()).isFalse();
  }

  private static Ruleset compile(Policy policy, AddressFamily family) {
    return RulesetCompiler.compile(policy, family, Optional.of(Table.SECURITY));
  }

  private static Result compare(Settings settings, UnaryOperator<List<Rule>> change) {
    Policy policy = SettingsPolicies.policy(settings);
    long classes = 0;
    for (AddressFamily family : AddressFamily.values()) {
      Ruleset ruleset = compile(policy, family);
      Map<Table, List<Rule>> tables = new EnumMap<>(Table.class);
      ruleset.tables().forEach((table, rules) -> tables.put(table, change.apply(rules)));
      Result result = Check.compare(policy, new Ruleset(family, tables));
      classes += result.classes();
      if (result.difference().isPresent()) {
        return result;
      }
    }
    return new Result(classes, Optional.empty());
  }
}
