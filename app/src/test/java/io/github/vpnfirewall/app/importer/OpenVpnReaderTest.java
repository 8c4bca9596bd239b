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

class OpenVpnReaderTest {
  @Test
  void everyServerOfAProvidersProfileIsTakenAndNothingOfItsCertificates() {
    Imported found = sample("provider.ovpn");
    assertThat(found.kind()).isEqualTo(Kind.OPENVPN);
    assertThat(servers(found))
        .containsExactly(
            "se1.vpn.example.org, UDP 1194",
            "se2.vpn.example.org, UDP 1195",
            "se3.vpn.example.org, TCP 443",
            "2001:db8::17, UDP 1194");
    assertThat(found.endpoints()).allMatch(endpoint -> endpoint.label().equals("provider"));
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun+"));
    assertThat(remarks(found)).containsExactly("import.remark.random");
  }

  @Test
  void blocksStandForThemselvesAndKnowWhatStoodBeforeThem() {
    Imported found = sample("blocks.ovpn");
    assertThat(servers(found))
        .containsExactly(
            "first.example.org, UDP 1194",
            "second.example.org, TCP 8443",
            "proxy.example.net, TCP 3128");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun7"));
    assertThat(remarks(found)).containsExactly("import.remark.outside", "import.remark.proxy");
  }

  @Test
  void portAndProtocolHoldForServersWithoutTheirOwnWhereverTheyStand() {
    assertThat(
            servers(
                text(
                    "x.ovpn",
                    "remote a.example.org",
                    "port 443",
                    "remote b.example.org 1 udp",
                    "proto tcp",
                    "dev tun0")))
        .containsExactly("a.example.org, TCP 443", "b.example.org, UDP 1");
  }

  @Test
  void withoutPortAndProtocolItIsUdp1194() {
    assertThat(servers(text("x.ovpn", "remote 198.51.100.7", "dev tun0")))
        .containsExactly("198.51.100.7, UDP 1194");
  }

  @ParameterizedTest
  @CsvSource({
    "udp, UDP",
    "udp4, UDP",
    "udp6, UDP",
    "tcp, TCP",
    "tcp4, TCP",
    "tcp6, TCP",
    "tcp-client, TCP",
    "tcp4-client, TCP",
    "tcp6-client, TCP"
  })
  void allNamesOfProtocolsAreKnown(String name, String protocol) {
    assertThat(servers(text("x.ovpn", "dev tun0", "remote a.example.org 443 " + name)))
        .containsExactly("a.example.org, " + protocol + " 443");
    assertThat(servers(text("x.ovpn", "dev tun0", "proto " + name, "remote a.example.org 443")))
        .containsExactly("a.example.org, " + protocol + " 443");
  }

  @ParameterizedTest
  @CsvSource({"tun, tun+", "tap, tap+", "tun0, tun0", "tap3, tap3", "vpn-oslo, vpn-oslo"})
  void deviceIsTheInterface(String device, String name) {
    assertThat(text("x.ovpn", "dev " + device, "remote a.example.org").interfaces())
        .containsExactly(new InterfaceName(name));
  }

  @ParameterizedTest
  @CsvSource({
    "eth0, import.remark.physical",
    "wlp3s0, import.remark.physical",
    "wl+, import.remark.device",
    "lo, import.remark.device",
    "'a/b', import.remark.device",
    "null, import.remark.nointerface"
  })
  void deviceThatCannotBeATunnelIsLeftOutAndSaid(String device, String remark) {
    Imported found = text("x.ovpn", "dev " + device, "remote a.example.org");
    assertThat(found.interfaces()).isEmpty();
    assertThat(remarks(found)).contains(remark);
    assertThat(found.remarks()).anyMatch(Remark::careful);
  }

  @Test
  void proxyIsTheServer() {
    Imported http =
        text("x.ovpn", "dev tun0", "proto tcp", "remote a.example.org", "http-proxy p.example 80");
    assertThat(servers(http)).containsExactly("p.example, TCP 80");
    Imported socks =
        text("x.ovpn", "dev tun0", "proto tcp", "remote a.example.org", "socks-proxy p.example");
    assertThat(servers(socks)).containsExactly("p.example, TCP 1080");
    assertThat(remarks(socks)).containsExactly("import.remark.proxy");
  }

  @Test
  void udpThroughSocksIsSaidNotToWorkWhileClosed() {
    Imported found =
        text("x.ovpn", "dev tun0", "remote a.example.org", "socks-proxy 198.51.100.1 9050");
    assertThat(servers(found)).containsExactly("198.51.100.1, TCP 9050");
    assertThat(remarks(found)).containsExactly("import.remark.proxy", "import.remark.socks");
  }

  @Test
  void programOnThisMachineIsNoServer() {
    Imported found = text("x.ovpn", "dev tun0", "proto tcp", "remote 127.0.0.1 1443");
    assertThat(found.endpoints()).isEmpty();
    assertThat(remarks(found)).containsExactly("import.remark.here");
  }

  @Test
  void whatMattersBesidesIsSaid() {
    Imported found =
        text(
            "x.ovpn",
            "--dev tun0",
            "remote a.example.org",
            "setenv opt remote b.example.org 443 tcp",
            "remote-random-hostname",
            "config /etc/openvpn/more.conf",
            "route-nopull");
    assertThat(servers(found)).containsExactly("a.example.org, UDP 1194", "b.example.org, TCP 443");
    assertThat(remarks(found))
        .containsExactly(
            "import.remark.randomname", "import.remark.include", "import.remark.routes");
  }

  @Test
  void forcedProtocolLeavesTheOthersOut() {
    Imported found =
        text("x.ovpn", "dev tun", "proto-force tcp", "remote a.example", "remote b.example 1 tcp");
    assertThat(servers(found)).containsExactly("b.example, TCP 1");
  }

  @Test
  void sameServerTwiceIsOne() {
    assertThat(text("x", "dev tun", "remote a.example", "remote a.example. 1194").endpoints())
        .hasSize(1);
  }

  @Test
  void nameInOtherLettersIsTakenInAscii() {
    assertThat(servers(text("x", "dev tun", "remote münchen.example 443")))
        .containsExactly("xn--mnchen-3ya.example, UDP 443");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remote | import.openvpn.missing",
        "remote a.example 1194 udp extra | import.openvpn.extra",
        "remote a.example 0 | import.port",
        "remote a.example 65536 | import.port",
        "remote a.example https | import.port",
        "remote a.example 443 quic | import.openvpn.proto",
        "remote a_b!.example 443 | import.host",
        "remote 198.51.100 443 | import.address",
        "remote 224.0.0.1 443 | import.address",
        "remote fe80::1%eth0 443 | import.address",
        "remote 198.51.100.0/24 443 | import.host",
        "proto icmp | import.openvpn.proto",
        "port x | import.port",
        "http-proxy p.example | import.openvpn.missing",
        "http-proxy p.example 80 | import.openvpn.httpproxy",
        "<ca> | import.openvpn.unclosed",
        "auth-user-pass \"/etc/x | import.quote",
        "ca 'x | import.quote",
        "ca C:\\foo | import.openvpn.backslash"
      })
  void whatIsWrongIsSaidWithItsLine(String line, String key) {
    ImportException found = wrong("x.ovpn", "client", "remote z.example", line);
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.line()).hasValue(3);
  }

  @Test
  void errorInABlockHasItsOwnLine() {
    ImportException inside =
        wrong("x.ovpn", "client", "<connection>", "remote a.example x", "</connection>");
    assertThat(inside.line()).hasValue(3);
    ImportException empty = wrong("x.ovpn", "client", "<connection>", "</connection>");
    assertThat(empty.key()).isEqualTo("import.openvpn.block");
    assertThat(empty.line()).hasValue(2);
  }

  @Test
  void profileWithoutAServerIsRefused() {
    assertThat(wrong("x.ovpn", "client", "dev tun").key()).isEqualTo("import.openvpn.noremote");
    assertThat(wrong("x.conf", "dev tun", "server 10.8.0.0 255.255.255.0").key())
        .isEqualTo("import.openvpn.server");
  }

  private static List<String> servers(Imported imported) {
    return imported.endpoints().stream().map(Endpoint::text).toList();
  }

  private static List<String> remarks(Imported imported) {
    return imported.remarks().stream().map(Remark::key).toList();
  }
}
