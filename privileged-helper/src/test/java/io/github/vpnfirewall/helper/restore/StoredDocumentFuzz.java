package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.ruleset.Ruleset;

/** The documents for boot, which somebody may have changed: rules of ours, or refused. */
public final class StoredDocumentFuzz {
  private StoredDocumentFuzz() {}

  /** Tries one document. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String document) throws MalformedDumpException {
    Ruleset ruleset;
    try {
      ruleset = StoredDocument.parse(AddressFamily.IPV6, document);
    } catch (MalformedDumpException e) {
      Fuzzing.outcome(false);
      return;
    }
    Fuzzing.outcome(true);
    assertThat(StoredDocument.parse(AddressFamily.IPV6, StoredDocument.of(ruleset)))
        .isEqualTo(ruleset);
  }
}
