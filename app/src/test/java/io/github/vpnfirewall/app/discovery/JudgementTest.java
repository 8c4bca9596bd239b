package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.ConfigFiles.Found;
import io.github.vpnfirewall.app.discovery.ConfigFiles.Scan;
import io.github.vpnfirewall.app.discovery.Connections.Connection;
import io.github.vpnfirewall.app.discovery.Facts.Source;
import io.github.vpnfirewall.app.discovery.TunnelLink.Kind;
import io.github.vpnfirewall.app.discovery.Vpn.Origin;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final String WIREGUARD =
      """
      [Interface]
      PrivateKey = x
      [Peer]
      PublicKey = y
      AllowedIPs = 0.0.0.0/0
      Endpoint = 198.51.100.9:51820
      """;
  private static final SessionFacts NOBODY =
      new SessionFacts(List.of(), List.of(), Optional.empty());

  private final List<TunnelLink> tunnels = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<Found> files = new ArrayList<>();
  private final List<ProcessFiles.Running> running = new ArrayList<>();
  private final List<String> routes = new ArrayList<>();
  private boolean complete = true;
  private Set<Source> silent = Set.of();

  private Findings judge() {
    Facts facts =
        new Facts(
            tunnels,
            new Connections(connections, complete),
            new Scan(files, List.of(Path.of("/etc/wireguard"))),
            running,
            routes,
            List.of(),
            NOBODY,
            silent);
    return Judgement.of(facts, address -> Optional.empty());
  }

  private static String profile(String host) {
    return "client\ndev tun\nproto udp\nremote " + host + " 1194\n";
  }

  private void file(String path, ConfigFiles.Origin origin, String content) {
    files.add(new Found(Path.of(path), origin, content.getBytes(StandardCharsets.UTF_8)));
  }

  private void connection(String name, String host, boolean active) {
    connections.add(
        new Connection(
            Map.of(
                "connection",
                Map.of("id", name, "type", "vpn"),
                "vpn",
                Map.of(
                    "service-type", "org.freedesktop.NetworkManager.openvpn",
                    "remote", host,
                    "port", "1194")),
            active));
  }

  @Test
  void emptyComputerHasNothing() {
    Findings found = judge();
    assertThat(found.vpns()).isEmpty();
    assertThat(found.locked()).containsExactly(Path.of("/etc/wireguard"));
    assertThat(found.complete()).isTrue();
  }

  @Test
  void networkManagersConnectionsAreReadAsItsFilesAre() {
    connection("Work; the [new] one\\", "vpn.example.org", true);
    Vpn vpn = judge().vpns().get(0);
    assertThat(vpn.origin()).isEqualTo(Origin.NETWORK_MANAGER);
    assertThat(vpn.name()).isEqualTo("Work; the [new] one\\");
    assertThat(vpn.active()).isTrue();
    Endpoint endpoint = vpn.imported().endpoints().get(0);
    assertThat(endpoint.host()).isEqualTo("vpn.example.org");
    assertThat(endpoint.port()).isEqualTo(OptionalInt.of(1194));
    assertThat(endpoint.protocol()).isEqualTo(ServerProtocol.UDP);
  }

  @Test
  void connectionThatTriesToBeMoreIsNoMore() {
    connections.add(
        new Connection(
            Map.of(
                "connection",
                Map.of("id", "x\n[vpn]\nremote=203.0.113.1", "type", "vpn"),
                "vpn",
                Map.of(
                    "service-type", "org.freedesktop.NetworkManager.openvpn",
                    "remote", "vpn.example.org\nremote=203.0.113.1")),
            false));
    assertThat(judge().vpns())
        .allSatisfy(
            vpn ->
                assertThat(vpn.imported().endpoints())
                    .extracting(Endpoint::host)
                    .doesNotContain("203.0.113.1"));
  }

  @Test
  void sameVpnIsFoundOnceWhereItIsConnected() {
    file("/home/kim/Downloads/work.ovpn", ConfigFiles.Origin.HOME, profile("vpn.example.org"));
    connection("Work", "vpn.example.org", true);
    assertThat(judge().vpns()).extracting(Vpn::origin).containsExactly(Origin.NETWORK_MANAGER);
  }

  @Test
  void connectedOnesComeFirstThenWhatIsTrustedMost() {
    file("/home/kim/Downloads/a.ovpn", ConfigFiles.Origin.HOME, profile("a.example.org"));
    file("/etc/openvpn/b.conf", ConfigFiles.Origin.SYSTEM, profile("b.example.org"));
    connection("c", "c.example.org", false);
    running.add(
        new ProcessFiles.Running(
            "openvpn", List.of("openvpn", "--config", "/home/kim/Downloads/a.ovpn")));
    Findings found = judge();
    assertThat(found.vpns()).extracting(Vpn::name).containsExactly("a", "c", "b");
    assertThat(found.vpns()).extracting(Vpn::active).containsExactly(true, false, false);
    assertThat(found.running()).containsExactly("OpenVPN");
  }

  @Test
  void systemsServiceNamesItsFileWithoutTheFolder() {
    file("/etc/openvpn/client/b.conf", ConfigFiles.Origin.SYSTEM, profile("b.example.org"));
    file("/home/kim/b.conf", ConfigFiles.Origin.HOME, profile("other.example.org"));
    running.add(
        new ProcessFiles.Running("openvpn", List.of("openvpn", "--nobind", "--config", "b.conf")));
    assertThat(judge().vpns()).extracting(Vpn::active).containsExactly(true, false);
  }

  @Test
  void wireGuardIsConnectedWhileItsInterfaceIsUp() {
    file("/etc/wireguard/se1.conf", ConfigFiles.Origin.SYSTEM, WIREGUARD);
    assertThat(judge().vpns()).extracting(Vpn::active).containsExactly(false);
    tunnels.add(new TunnelLink("se1", Kind.WIREGUARD, true));
    assertThat(judge().vpns()).extracting(Vpn::active).containsExactly(true);
    assertThat(judge().vpns().get(0).imported().interfaces())
        .containsExactly(new InterfaceName("se1"));
  }

  @Test
  void whatIsNoClientIsLeftOut() {
    file(
        "/etc/openvpn/server.conf",
        ConfigFiles.Origin.SYSTEM,
        "port 1194\nserver 10.8.0.0 255.255.255.0\ndev tun\n");
    file("/home/kim/Downloads/x.conf", ConfigFiles.Origin.HOME, "[section]\nkey=value\n");
    file("/home/kim/Downloads/bad.ovpn", ConfigFiles.Origin.HOME, "client\nremote a..b 1194\n");
    file("/home/kim/Downloads/s.conf", ConfigFiles.Origin.HOME, "VPN_SERVER=\"198.51.100.7\"\n");
    file("/home/kim/Downloads/empty.ovpn", ConfigFiles.Origin.HOME, "");
    assertThat(judge().vpns()).isEmpty();
  }

  @Test
  void oldScriptsSettingsAreTakenFromTheirPlace() {
    file(
        "/etc/vpn_firewall.d/50_user.conf",
        ConfigFiles.Origin.OLD_SCRIPT,
        "VPN_SERVERS=\"198.51.100.7\"\nVPN_INTERFACE=tun0\n");
    assertThat(judge().vpns()).extracting(Vpn::origin).containsExactly(Origin.OLD_SCRIPT);
  }

  @Test
  void guessIsMadeOnlyWhereNothingConnectedIsKnown() {
    tunnels.add(new TunnelLink("tun0", Kind.TUN, true));
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    routes.add("eth0 " + (little ? "076433C6" : "C6336407") + " 0101A8C0 0007 0 0 0 FFFFFFFF");
    file("/home/kim/a.ovpn", ConfigFiles.Origin.HOME, profile("a.example.org"));
    List<Vpn> vpns = judge().vpns();
    assertThat(vpns).extracting(Vpn::origin).contains(Origin.GUESS);
    Vpn guess = vpns.stream().filter(vpn -> vpn.origin() == Origin.GUESS).findFirst().get();
    assertThat(guess.name()).isEqualTo("198.51.100.7");
    assertThat(guess.imported().interfaces()).containsExactly(new InterfaceName("tun0"));
    assertThat(guess.imported().wide()).isTrue();

    connection("Work", "vpn.example.org", true);
    assertThat(judge().vpns()).extracting(Vpn::origin).doesNotContain(Origin.GUESS);
  }

  @Test
  void whoDidNotAnswerIsSaid() {
    silent = Set.of(Source.NETWORK_MANAGER);
    assertThat(judge().complete()).isFalse();
    silent = Set.of();
    complete = false;
    assertThat(judge().complete()).isFalse();
  }
}
