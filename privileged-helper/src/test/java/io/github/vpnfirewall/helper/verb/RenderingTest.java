package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Documents;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static final Settings CLOSED =
      Documents.settings(
          "{\"version\": 1, \"tunnel\": {\"interfaces\": [\"tun0\"]}, \"servers\": []}");
  private static final Policy OPEN =
      Policy.of(
          Documents.settings(
              "{\"version\": 1, \"tunnel\": {\"interfaces\": [\"tun0\"]}, \"servers\": [],"
                  + " \"lan\": {\"allow\": true, \"networks\": [\"192.168.7.0/24\"]}}"),
          List.of());

  /** As if the rules let the local network in although the settings do not. */
  @Test
  void namesThePacketThatIsTreatedOtherwise() {
    Outcome outcome =
        Rendering.of(
            CLOSED,
            Policy.of(CLOSED, List.of()),
            true,
            (policy, family) -> RulesetCompiler.compile(OPEN, family, Optional.of(Table.SECURITY)));

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.report().ok()).isFalse();
    Problem error = outcome.report().error().orElseThrow();
    assertThat(error.code()).isEqualTo("rules-differ");
    assertThat(error.message())
        .startsWith("out ")
        .contains(" by -A VPNFW-OUT -d ", " -j RETURN, but by the design it may not pass (§2.1.8:");
    assertThat(outcome.report().checked()).containsOnlyKeys(AddressFamily.IPV4);
  }

  @Test
  void comparesOnlyWhenAsked() {
    Outcome outcome =
        Rendering.of(
            CLOSED,
            Policy.of(CLOSED, List.of()),
            false,
            (policy, family) -> RulesetCompiler.compile(OPEN, family, Optional.of(Table.SECURITY)));

    assertThat(outcome.report().ok()).isTrue();
    assertThat(outcome.report().checked()).isEmpty();
  }
}
