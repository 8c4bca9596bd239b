package io.github.vpnfirewall.helper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Good settings: read whole, and written so that they can be read again. */
class SettingsJsonTest {
  @Test
  void everyFieldIsRead() {
    Settings settings = Documents.settings(Documents.GOOD);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                new Settings.Tunnel(
                    List.of(new InterfaceName("tun0"), new InterfaceName("wg+")),
                    false,
                    false,
                    List.of(new UserName("openvpn"), new UserName("998"))),
                List.of(
                    new Server(
                        Network.parse("198.51.100.7"),
                        Optional.of(new Port(1194)),
                        ServerProtocol.UDP,
                        Optional.of(new HostName("seattle.vpn.example.org")),
                        Optional.of("Seattle")),
                    new Server(
                        Network.parse("2001:db8::7"),
                        Optional.empty(),
                        ServerProtocol.ESP,
                        Optional.empty(),
                        Optional.empty())),
                new Settings.Lan(
                    true,
                    Optional.of(
                        List.of(Network.parse("192.168.1.0/24"), Network.parse("fd00:1::/64"))),
                    false),
                List.of(new InterfaceName("eth1")),
                true,
                BlockMode.REJECT,
                true));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Settings settings =
        Documents.settings("{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun0\"]},\"servers\":[]}");

    Settings empty = Settings.empty();
    assertThat(settings)
        .isEqualTo(
            new Settings(
                new Settings.Tunnel(List.of(new InterfaceName("tun0")), false, false, List.of()),
                List.of(),
                empty.lan(),
                List.of(),
                true,
                BlockMode.REJECT,
                true));
    assertThat(empty.lan()).isEqualTo(new Settings.Lan(false, Optional.empty(), false));
  }

  @Test
  void whatIsWrittenIsReadBackEqual() {
    for (Settings settings : List.of(Documents.settings(Documents.GOOD), Settings.empty())) {
      String written = SettingsJson.write(settings);
      assertThat(Documents.settings(written)).isEqualTo(settings);
      assertThat(SettingsJson.write(Documents.settings(written))).isEqualTo(written);
      assertThat(written).endsWith("}\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.tunnel.ipsec           | true",
        "$.tunnel.allowInbound    | true",
        "$.tunnel.clientUsers     | []",
        "$.tunnel.interfaces      | []",
        "$.servers                | []",
        "$.servers[0].port        | \"any\"",
        "$.servers[0].host        | null",
        "$.servers[0].label       | null",
        "$.servers[0].label       | \"\"",
        "$.servers[0].address     | \"198.51.100.0/24\"",
        "$.servers[1].port        | null",
        "$.servers[1].protocol    | \"any\"",
        "$.lan.allow              | false",
        "$.lan.networks           | null",
        "$.lan.networks           | []",
        "$.lan.networks[0]        | \"fc00::/7\"",
        "$.lan.networks[0]        | \"203.0.113.0/24\"",
        "$.lan.dns                | true",
        "$.pinHosts               | false",
        "$.blockMode              | \"drop\"",
        "$.logBlocked             | false",
      })
  void whatIsAllowedIsKept(String path, String json) {
    Settings settings = Documents.settings(Documents.with(path, json));

    assertThat(Documents.settings(SettingsJson.write(settings))).isEqualTo(settings);
  }

  @Test
  void aServerWithEveryPortDiffersFromOneWithOne() {
    String both =
        Documents.with(
            "$.servers",
            "[{\"address\":\"198.51.100.7\",\"port\":1194,\"protocol\":\"udp\"},"
                + "{\"address\":\"198.51.100.7\",\"port\":\"any\",\"protocol\":\"udp\"},"
                + "{\"address\":\"198.51.100.7\",\"port\":1194,\"protocol\":\"tcp\"}]");

    assertThat(Documents.settings(both).servers()).hasSize(3);
  }

  @Test
  void asManyEntriesAsAllowedAreRead() {
    Settings settings = Documents.settings(BadDocumentTest.manyServers(20_000));

    assertThat(settings.servers()).hasSize(20_000);
    // Indented they would not be, for they would be too long.
    assertThat(Documents.settings(SettingsJson.write(settings))).isEqualTo(settings);
  }
}
