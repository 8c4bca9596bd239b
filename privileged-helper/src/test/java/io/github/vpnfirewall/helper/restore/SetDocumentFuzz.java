package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.ruleset.AddressSet;
import java.util.Map;
import java.util.Optional;

/** What {@code ipset save} prints, and what is stored for boot. */
public final class SetDocumentFuzz {
  private SetDocumentFuzz() {}

  /** Tries one listing. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String listing) throws MalformedDumpException {
    Map<String, AddressSet> sets;
    try {
      sets = SetDocument.parse(listing);
    } catch (MalformedDumpException e) {
      Fuzzing.outcome(false);
      return;
    }
    Fuzzing.outcome(true);
    assertThat(SetDocument.parse(SetDocument.of(sets.values()))).isEqualTo(sets);
    sets.values().forEach(set -> assertThat(SetDocument.fill(set, Optional.of(set))).isEmpty());
  }
}
