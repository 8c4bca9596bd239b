package io.github.vpnfirewall.helper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.fuzz.Fuzzing;
import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.policy.StaleFlows;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.ruleset.Golden;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code conntrack -L} prints: only what the kernel can have is ever named to be deleted. */
public final class FlowListingFuzz {
  private static final StaleFlows STALE =
      new StaleFlows(Golden.policy("design"), Set.of(Network.parse("192.168.1.2")));

  private FlowListingFuzz() {}

  /** Tries one listing. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> check(Fuzzing.text(bytes)));
  }

  private static void check(String listing) {
    List<Flow> flows = FlowListing.parse(listing);
    Fuzzing.outcome(!flows.isEmpty());
    for (Flow flow : flows) {
      assertThat(flow.protocol()).isBetween(0, 255);
      Stream.of(flow.sourcePort(), flow.destinationPort())
          .forEach(port -> assertThat(port.orElse(0)).isBetween(0, 65535));
      Stream.of(flow.source(), flow.destination(), flow.answerer(), flow.answered())
          .forEach(
              address -> {
                assertThat(address.family()).isEqualTo(flow.family());
                assertThat(address.isSingle()).isTrue();
              });
    }
    assertThat(flows).containsAll(STALE.among(flows));
  }
}
