package io.github.vpnfirewall.helper.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressSetTest {
  private static AddressSet set(String name, AddressSet.Kind kind, String... networks) {
    return new AddressSet(
        name,
        kind,
        AddressFamily.IPV4,
        List.of(networks).stream()
            .map(text -> new AddressSet.Entry(Network.parse(text), Optional.empty(), 0))
            .toList());
  }

  /** A set under our name that holds something else is not ours: it would let that out. */
  @Test
  void setsAreEqualIfAllIsThatTheyHold() {
    AddressSet one = set("vpnfw-1", AddressSet.Kind.NETWORKS, "10.0.0.0/8", "192.168.0.0/16");
    assertThat(one)
        .isEqualTo(set("vpnfw-1", AddressSet.Kind.NETWORKS, "192.168.0.0/16", "10.0.0.0/8"))
        .hasSameHashCodeAs(set("vpnfw-1", AddressSet.Kind.NETWORKS, "192.168.0.0/16", "10.0.0.0/8"))
        .isNotEqualTo(set("vpnfw-2", AddressSet.Kind.NETWORKS, "10.0.0.0/8", "192.168.0.0/16"))
        .isNotEqualTo(set("vpnfw-1", AddressSet.Kind.ENDPOINTS, "10.0.0.0/8", "192.168.0.0/16"))
        .isNotEqualTo(set("vpnfw-1", AddressSet.Kind.NETWORKS, "10.0.0.0/8", "0.0.0.0/1"))
        .isNotEqualTo(new AddressSet("vpnfw-1", one.kind(), AddressFamily.IPV6, one.entries()))
        .isNotEqualTo("vpnfw-1")
        .hasToString("vpnfw-1 (2 of hash:net)");
  }

  @Test
  void aHandfulOfServersNeedsNoSet() throws Exception {
    assertThat(sets(AddressSet.HANDFUL, true)).isZero();
    assertThat(sets(AddressSet.HANDFUL + 1, true)).isPositive();
    assertThat(sets(AddressSet.HANDFUL + 1, false)).as("a kernel without sets").isZero();
  }

  private static int sets(int servers, boolean able) throws Exception {
    String settings =
        IntStream.range(0, servers)
            .mapToObj(i -> "{\"address\":\"198.51.100." + i + "\",\"port\":1,\"protocol\":\"udp\"}")
            .collect(
                Collectors.joining(
                    ",", "{\"version\":1,\"tunnel\":{\"interfaces\":[]},\"servers\":[", "]}"));
    Policy policy =
        Policy.of(SettingsJson.read(settings.getBytes(StandardCharsets.UTF_8)), List.of());
    return RulesetCompiler.compile(policy, AddressFamily.IPV4, Optional.empty(), able)
        .sets()
        .size();
  }
}
