package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.tray.TestBus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NetworkManagerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path dir;
  private TestBus daemon;
  private FakeNetworkManager manager;

  @BeforeEach
  void startBus() throws Exception {
    daemon = new TestBus(dir);
    manager = new FakeNetworkManager(daemon.address());
  }

  @AfterEach
  void close() throws Exception {
    manager.close();
    daemon.close();
  }

  static Map<String, Map<String, Variant<?>>> openVpn(String name, String remote) {
    return Map.of(
        "connection",
        Map.of("id", new Variant<>(name), "type", new Variant<>("vpn")),
        "vpn",
        Map.of(
            "service-type", new Variant<>("org.freedesktop.NetworkManager.openvpn"),
            "data", new Variant<>(Map.of("remote", remote, "port", "1194"), "a{ss}")));
  }

  static Map<String, Map<String, Variant<?>>> wireGuard(String name, String endpoint) {
    Map<String, Variant<?>> peer =
        Map.of("public-key", new Variant<>("a2V5"), "endpoint", new Variant<>(endpoint));
    return Map.of(
        "connection",
        Map.of(
            "id", new Variant<>(name),
            "type", new Variant<>("wireguard"),
            "interface-name", new Variant<>("wg0")),
        "wireguard",
        Map.of("peers", new Variant<>(List.of(peer), "aa{sv}")));
  }

  private static Map<String, Map<String, Variant<?>>> ethernet() {
    return Map.of(
        "connection",
        Map.of("id", new Variant<>("Wired"), "type", new Variant<>("802-3-ethernet")));
  }

  @Test
  void vpnsAreFoundAndTheActiveOnesComeFirst() throws Exception {
    manager
        .with(ethernet())
        .active(true)
        .with(openVpn("Work", "vpn.example.org"))
        .with(wireGuard("Home", "198.51.100.7:51820"))
        .active(true)
        .start();

    Connections found = read(LONG);

    assertThat(found.complete()).isTrue();
    assertThat(found.all()).extracting(Connections.Connection::active).containsExactly(true, false);
    assertThat(found.all().get(0).groups())
        .containsEntry("wireguard-peer.a2V5", Map.of("endpoint", "198.51.100.7:51820"))
        .extractingByKey("connection")
        .isEqualTo(Map.of("id", "Home", "type", "wireguard", "interface-name", "wg0"));
    assertThat(found.all().get(1).groups())
        .containsEntry(
            "vpn",
            Map.of(
                "service-type", "org.freedesktop.NetworkManager.openvpn",
                "remote", "vpn.example.org",
                "port", "1194"));
  }

  @Test
  void whatIsOnlyAboutToBeOnIsNotOn() throws Exception {
    manager.with(openVpn("Work", "vpn.example.org")).active(false).start();

    assertThat(read(LONG).all()).extracting(Connections.Connection::active).containsExactly(false);
  }

  @Test
  void connectionOfAnotherUserCostsNoOther() throws Exception {
    manager.withForeign().with(openVpn("Work", "vpn.example.org")).start();

    assertThat(read(LONG).all()).hasSize(1);
  }

  @Test
  void hundredsAreReadForAsLongAsThereIsTime() throws Exception {
    for (int i = 0; i < 600; i++) {
      manager.with(openVpn("Server " + i, "vpn" + i + ".example.org"));
    }
    manager.active(true).start();

    Connections all = read(LONG);
    Connections few = read(Duration.ZERO);

    assertThat(all.complete()).isTrue();
    assertThat(all.all()).hasSize(600);
    assertThat(all.all().get(0).groups().get("connection")).containsEntry("id", "Server 599");
    assertThat(few.complete()).isFalse();
    assertThat(few.all()).isEmpty();
  }

  @Test
  void busWithoutNetworkManagerIsSaidAtOnce() throws Exception {
    assertThatThrownBy(() -> read(LONG)).isInstanceOf(Exception.class);
  }

  @Test
  void loginSessionIsRead() throws Exception {
    manager.login(true, "192.0.2.9", "sshd");

    try (SystemBus bus = SystemBus.connect(daemon.address())) {
      assertThat(LoginSessions.own(bus))
          .isEqualTo(new SessionFacts.Login(true, "192.0.2.9", "sshd"));
    }
  }

  private Connections read(Duration time) throws Exception {
    try (SystemBus bus = SystemBus.connect(daemon.address())) {
      return new NetworkManager(bus).vpns(time);
    }
  }
}
