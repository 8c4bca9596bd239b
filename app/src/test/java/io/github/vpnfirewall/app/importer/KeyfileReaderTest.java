package io.github.vpnfirewall.app.importer;

import static io.github.vpnfirewall.app.importer.SampleFiles.sample;
import static io.github.vpnfirewall.app.importer.SampleFiles.text;
import static io.github.vpnfirewall.app.importer.SampleFiles.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyfileReaderTest {
  @Test
  void openVpnWithSeveralServers() {
    Imported found = sample("office.nmconnection");
    assertThat(found.kind()).isEqualTo(Kind.NETWORK_MANAGER);
    assertThat(servers(found))
        .containsExactly(
            "oslo.vpn.example.org, TCP 443", "198.51.100.9, UDP 1194", "2001:db8::9, UDP 1195");
    assertThat(found.endpoints()).allMatch(e -> e.label().equals("Office in Oslo"));
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun+"));
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void openVpnOverTcpOnATapOfItsOwnName() {
    Imported found =
        vpn("openvpn", "remote=a.example b.example:9", "proto-tcp=yes", "port=443", "dev=work0");
    assertThat(servers(found)).containsExactly("a.example, TCP 443", "b.example, TCP 9");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("work0"));
    assertThat(vpn("openvpn", "remote=a.example", "tap-dev=yes").interfaces())
        .containsExactly(new InterfaceName("tap+"));
  }

  @Test
  void openVpnsProxyIsTheServer() {
    Imported http =
        vpn(
            "openvpn",
            "remote=a.example",
            "proto-tcp=yes",
            "proxy-type=http",
            "proxy-server=p.example",
            "proxy-port=3128");
    assertThat(servers(http)).containsExactly("p.example, TCP 3128");
    Imported socks =
        vpn("openvpn", "remote=a.example", "proxy-type=socks", "proxy-server=p.example");
    assertThat(servers(socks)).containsExactly("p.example, TCP 1080");
    assertThat(socks.remarks()).extracting(Remark::key).contains("import.remark.socks");
  }

  @Test
  void wireGuard() {
    Imported found =
        text(
            "x.nmconnection",
            "[connection]",
            "id=wg\\sat home",
            "type=wireguard",
            "interface-name=wg-home",
            "[wireguard-peer.AAAA=]",
            "endpoint=[2001:db8::1]:51820",
            "allowed-ips=0.0.0.0/0;::/0;",
            "[wireguard-peer.BBBB=]",
            "allowed-ips=10.0.0.0/8;");
    assertThat(servers(found)).containsExactly("2001:db8::1, UDP 51820");
    assertThat(found.endpoints().get(0).label()).isEqualTo("wg at home");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("wg-home"));
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void pptpNeedsItsControlConnectionAndGre() {
    Imported found = vpn("pptp", "gateway=198.51.100.5");
    assertThat(servers(found)).containsExactly("198.51.100.5, TCP 1723", "198.51.100.5, GRE");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("ppp+"));
    assertThat(found.wide()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "vpn.example.org, 443",
    "vpn.example.org:4443, 4443",
    "https://vpn.example.org:4443/group, 4443",
    "https://vpn.example.org/group, 443"
  })
  void openConnectGoesOverTcpAndUdp(String gateway, int port) {
    Imported found = vpn("openconnect", "gateway=" + gateway);
    assertThat(servers(found))
        .containsExactly("vpn.example.org, TCP " + port, "vpn.example.org, UDP " + port);
    assertThat(found.interfaces()).containsExactly(new InterfaceName("vpn+"));
  }

  @Test
  void ipv6LiteralOfAWebServer() {
    assertThat(servers(vpn("fortisslvpn", "gateway=[2001:db8::4]:10443")))
        .containsExactly("2001:db8::4, TCP 10443");
    assertThat(servers(vpn("fortisslvpn", "gateway=2001:db8::4")))
        .containsExactly("2001:db8::4, TCP 443");
  }

  @ParameterizedTest
  @CsvSource({"strongswan, address", "libreswan, right", "openswan, right"})
  void ipsecIsKnownByItsPolicies(String service, String key) {
    Imported found = vpn(service, key + "=ike.example");
    assertThat(servers(found))
        .containsExactly("ike.example, UDP 500", "ike.example, UDP 4500", "ike.example, ESP");
    assertThat(found.more().ipsec()).isTrue();
    assertThat(found.interfaces()).isEmpty();
    assertThat(found.remarks()).extracting(Remark::key).containsExactly("import.remark.ipsec");
  }

  @Test
  void l2tpWithAndWithoutIpsec() {
    assertThat(servers(vpn("l2tp", "gateway=a.example"))).containsExactly("a.example, UDP 1701");
    Imported found = vpn("l2tp", "gateway=a.example", "ipsec-enabled=yes");
    assertThat(servers(found)).hasSize(3).contains("a.example, ESP");
    assertThat(found.more().ipsec()).isTrue();
  }

  @Test
  void whatIsMissingOrStrangeIsSaid() {
    assertThat(wrongVpn("openvpn").key()).isEqualTo("import.keyfile.missing");
    assertThat(wrongVpn("openvpn").details()).containsExactly("remote");
    assertThat(wrongVpn("carrier-pigeon").key()).isEqualTo("import.keyfile.service");
    assertThat(wrongVpn("carrier-pigeon").line()).hasValue(5);
    assertThat(wrongVpn("openvpn", "remote=a.example:1:udp:x").key())
        .isIn("import.address", "import.keyfile.remote");
    assertThat(wrongVpn("openvpn", "remote=a.example:99999").line()).hasValue(6);
    ImportException wifi = wrong("x", "[connection]", "type=wifi", "[wifi]", "ssid=x");
    assertThat(wifi.key()).isEqualTo("import.keyfile.type");
    assertThat(wifi.details()).containsExactly("wifi");
  }

  private static Imported vpn(String service, String... data) {
    return text("x.nmconnection", lines(service, data));
  }

  private static ImportException wrongVpn(String service, String... data) {
    return wrong("x.nmconnection", lines(service, data));
  }

  private static String[] lines(String service, String... data) {
    List<String> lines = new ArrayList<>(List.of("[connection]", "id=x", "type=vpn", "[vpn]"));
    lines.add("service-type=org.freedesktop.NetworkManager." + service);
    lines.addAll(List.of(data));
    return lines.toArray(String[]::new);
  }

  private static List<String> servers(Imported imported) {
    return imported.endpoints().stream().map(Endpoint::text).toList();
  }
}
