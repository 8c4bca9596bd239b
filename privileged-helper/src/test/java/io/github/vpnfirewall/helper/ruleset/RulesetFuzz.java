package io.github.vpnfirewall.helper.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From settings to what root restores: nothing that may stand in settings adds a rule, ends a line
 * or a word, or takes a rule away. What is written is read back as the very rules that were meant.
 */
public final class RulesetFuzz {
  private static final List<Long> USERS = List.of(998L);

  private RulesetFuzz() {}

  /** Tries one document. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, RulesetFuzz::check);
  }

  private static void check(byte[] input) throws MalformedDumpException {
    Settings settings;
    try {
      settings = SettingsJson.read(input);
    } catch (InvalidSettingsException e) {
      Fuzzing.outcome(false);
      return;
    }
    Fuzzing.outcome(true);
    boolean users = !settings.tunnel().clientUsers().isEmpty();
    Policy policy = Policy.of(settings, users ? USERS : List.of());
    for (AddressFamily family : AddressFamily.values()) {
      Ruleset ruleset = RulesetCompiler.compile(policy, family, Optional.of(Table.SECURITY));
      Map<String, AddressSet> sets = SetDocument.parse(SetDocument.of(ruleset.sets().values()));
      assertThat(sets).isEqualTo(ruleset.sets());
      assertThat(StoredDocument.parse(family, StoredDocument.of(ruleset), sets)).isEqualTo(ruleset);
    }
  }
}
