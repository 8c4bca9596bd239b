package io.github.vpnfirewall.app.importer;

import static io.github.vpnfirewall.app.importer.SampleFiles.sample;
import static io.github.vpnfirewall.app.importer.SampleFiles.text;
import static io.github.vpnfirewall.app.importer.SampleFiles.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireGuardReaderTest {
  @Test
  void everyPeerIsAServerAndTheFileNamesTheInterface() {
    Imported found = sample("mullvad.conf");
    assertThat(found.kind()).isEqualTo(Kind.WIREGUARD);
    assertThat(servers(found))
        .containsExactly("198.51.100.40, UDP 51820", "2001:db8::40, UDP 3456");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("mullvad"));
    assertThat(found.remarks()).isEmpty();
    assertThat(java.nio.file.Path.of("/tmp/vpnfirewall-was-here")).doesNotExist();
  }

  @Test
  void peerThatConnectsToUsIsPassedOver() {
    assertThat(
            servers(
                text(
                    "wg0.conf",
                    "[Interface]",
                    "[Peer]",
                    "AllowedIPs = 10.0.0.2/32",
                    "[Peer]",
                    "Endpoint = a.example:1",
                    "AllowedIPs = 0.0.0.0/0")))
        .containsExactly("a.example, UDP 1");
    assertThat(wrong("wg0.conf", "[Interface]", "[Peer]", "AllowedIPs = 10.0.0.2/32").key())
        .isEqualTo("import.wireguard.noendpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "0.0.0.0/1, 128.0.0.0/1",
        "::/0, 0.0.0.0/0",
        "0.0.0.0/5, 8.0.0.0/7, 11.0.0.0/8, 12.0.0.0/6, 16.0.0.0/4, 32.0.0.0/3, 64.0.0.0/2, 128.0.0.0/2, 192.0.0.0/3"
      })
  void tunnelForAlmostAllIsNotRemarkedOn(String allowed) {
    assertThat(peer("a.example:1", allowed).remarks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "10.0.0.0/8, 10.1.0.0/16", "::/0", "128.0.0.0/1", ""})
  void tunnelForSomeNetworksOnlyIsSaid(String allowed) {
    assertThat(peer("a.example:1", allowed).remarks())
        .extracting(Remark::key)
        .containsExactly("import.remark.some");
  }

  @ParameterizedTest
  @CsvSource({
    "a.example, import.wireguard.endpoint",
    "a.example:, import.port",
    "a.example:x, import.port",
    ":51820, import.wireguard.endpoint",
    "2001:db8::1:51820, import.wireguard.endpoint",
    "[2001:db8::1]51820, import.wireguard.endpoint",
    "[2001:db8::1, import.wireguard.endpoint",
    "[2001:db8::1]:, import.port",
    "[]:51820, import.host",
    "a b:51820, import.host"
  })
  void wrongEndpointIsSaidWithItsLine(String endpoint, String key) {
    ImportException found = wrong("wg0.conf", "[Peer]", "Endpoint = " + endpoint);
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.line()).hasValue(2);
  }

  @Test
  void otherMistakesAreSaidWithTheirLine() {
    assertThat(wrong("w", "[Peer]", "Endpoint = a.example:1", "AllowedIPs = 10.0.0.0/33").line())
        .hasValue(3);
    assertThat(wrong("w", "[Peer]", "[Oops", "x=1").key()).isEqualTo("import.section");
    assertThat(wrong("w", "[Peer]", "[Pear]").key()).isEqualTo("import.wireguard.section");
    assertThat(wrong("w", "[Peer]", "Endpoint a.example:1").key()).isEqualTo("import.keyvalue");
  }

  @ParameterizedTest
  @CsvSource({
    "my tunnel (1).conf, import.remark.device",
    "a-name-that-is-too-long.conf, import.remark.device",
    "eth0.conf, import.remark.physical",
    "'', import.remark.device.unnamed"
  })
  void fileNameThatIsNoTunnelsIsSaid(String name, String remark) {
    Imported found = text(name, "[Peer]", "Endpoint=a.example:1", "AllowedIPs=0.0.0.0/0");
    assertThat(found.interfaces()).isEmpty();
    assertThat(found.remarks()).extracting(Remark::key).contains(remark);
  }

  private static Imported peer(String endpoint, String allowed) {
    return text("wg0.conf", "[Peer]", "Endpoint = " + endpoint, "AllowedIPs = " + allowed);
  }

  private static List<String> servers(Imported imported) {
    return imported.endpoints().stream().map(Endpoint::text).toList();
  }
}
