package io.github.vpnfirewall.helper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.Documents;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyWarningsTest {
  private static List<String> warnings(Settings settings) {
    return PolicyWarnings.of(settings).stream().map(w -> w.code() + " " + w.path()).toList();
  }

  @Test
  void goodSettingsAreNotWarnedAbout() {
    assertThat(warnings(Documents.settings(Documents.GOOD))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.tunnel.interfaces    | []                  | no-tunnel $.tunnel.interfaces",
        "$.tunnel.interfaces[1] | \"eth0\"            | tunnel-looks-physical $.tunnel.interfaces[1]",
        "$.tunnel.interfaces[0] | \"w+\"              | tunnel-looks-physical $.tunnel.interfaces[0]",
        "$.servers              | []                  | no-servers $.servers",
        "$.servers[0].port      | \"any\"             | server-any $.servers[0]",
        "$.servers[1].protocol  | \"any\"             | server-any $.servers[1]",
        "$.lan.networks[0]      | \"203.0.113.0/24\"  | lan-network-public $.lan.networks[0]",
        "$.lan.networks[1]      | \"2001:db8::/32\"   | lan-network-public $.lan.networks[1]",
      })
  void isWarnedAbout(String path, String json, String warning) {
    assertThat(warnings(Documents.settings(Documents.with(path, json)))).containsExactly(warning);
  }

  @Test
  void aLocalNetworkThatIsNotAllowedIsNotWarnedAbout() {
    String closed = Documents.with("$.lan", "{\"allow\":false,\"networks\":[\"203.0.113.0/24\"]}");
    assertThat(warnings(Documents.settings(closed))).isEmpty();
  }

  @Test
  void anIpsecTunnelNeedsNoInterface() {
    String ipsec = Documents.with("$.tunnel", "{\"interfaces\":[],\"ipsec\":true}");
    assertThat(warnings(Documents.settings(ipsec))).isEmpty();
  }

  @Test
  void aHundredNetworksAreNotTold() {
    String many =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"203.0." + i + ".0/24\"")
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(warnings(Documents.settings(Documents.with("$.lan.networks", many)))).hasSize(20);
  }

  @Test
  void aThousandOfAKindAreNotTold() {
    String many =
        IntStream.range(0, 1000)
            .mapToObj(
                i -> "{\"address\":\"11.0." + i / 250 + "." + i % 250 + "\",\"protocol\":\"any\"}")
            .collect(Collectors.joining(",", "[", "]"));
    assertThat(warnings(Documents.settings(Documents.with("$.servers", many)))).hasSize(20);
  }
}
