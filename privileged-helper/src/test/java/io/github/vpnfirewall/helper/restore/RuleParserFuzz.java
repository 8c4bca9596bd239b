package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import io.github.vpnfirewall.helper.ruleset.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Printed rules: what is taken for a rule of ours is written as just that rule again. */
public final class RuleParserFuzz {
  private static final AddressSet SET =
      new AddressSet(
          "vpnfw-lan4",
          AddressSet.Kind.NETWORKS,
          AddressFamily.IPV4,
          List.of(new AddressSet.Entry(Network.parse("10.0.0.0/8"), Optional.empty(), 0)));
  private static final Map<String, AddressSet> SETS = Map.of(SET.name(), SET);

  private RuleParserFuzz() {}

  /** Tries the rules of one table. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String rules) throws MalformedDumpException {
    List<SaveDump.Line> lines;
    try {
      lines = lines(rules);
    } catch (MalformedDumpException e) {
      Fuzzing.outcome(false);
      return;
    }
    for (SaveDump.Line line : lines) {
      Optional<Rule> rule = RuleParser.parse(line, SETS);
      Fuzzing.outcome(rule.isPresent());
      if (rule.isPresent()) {
        List<SaveDump.Line> again = lines(rule.get().text());
        assertThat(again).hasSize(1);
        assertThat(RuleParser.parse(again.get(0), SETS)).isEqualTo(rule);
      }
    }
  }

  private static List<SaveDump.Line> lines(String rules) throws MalformedDumpException {
    SaveDump dump = SaveDump.parse("*filter\n" + rules + "\nCOMMIT\n");
    return dump.tables().getOrDefault("filter", SaveDump.TableDump.EMPTY).rules();
  }
}
