package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.Facts.Source;
import io.github.vpnfirewall.app.tray.TestBus;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LookTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path dir;

  private Computer computer(Optional<String> bus) {
    return new Computer(
        dir.resolve("net"),
        dir.resolve("proc"),
        dir.resolve("etc"),
        dir.resolve("home"),
        dir.resolve("home/.config"),
        bus);
  }

  private Facts look(Optional<String> bus, Duration limit) {
    return new Look(computer(bus), limit).at(List.of());
  }

  @Test
  void computerWithoutAnythingIsNoError() {
    Facts facts = look(Optional.empty(), LONG);
    assertThat(facts.connections().all()).isEmpty();
    assertThat(facts.scan().files()).isEmpty();
    assertThat(facts.silent()).isEmpty();
  }

  @Test
  void busThatIsNotThereIsNoError() throws IOException {
    assertThat(look(Optional.of("unix:path=" + dir.resolve("none")), LONG).silent()).isEmpty();
    assertThat(look(Optional.of("nonsense"), LONG).silent()).isEmpty();
    assertThat(SystemBus.find(name -> "unix:abstract=/tmp/x")).isEmpty();
    assertThat(SystemBus.find(name -> "unix:abstract=/x;unix:path=/y,guid=1"))
        .contains("unix:path=/y,guid=1");
  }

  @Test
  void busThatNeverAnswersIsNotWaitedForLong() throws IOException {
    Path socket = dir.resolve("mute");
    try (ServerSocketChannel mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      mute.bind(UnixDomainSocketAddress.of(socket));
      Facts facts = look(Optional.of("unix:path=" + socket), SHORT);
      assertThat(facts.silent()).containsExactly(Source.NETWORK_MANAGER);
    }
  }

  @Test
  void networkManagerThatHangsCostsOnlyItself() throws Exception {
    Files.createDirectories(dir.resolve("home"));
    Files.writeString(dir.resolve("home/a.ovpn"), "client\ndev tun\nremote a.example.org 1194\n");
    TestBus bus = new TestBus(dir);
    try (FakeNetworkManager manager = new FakeNetworkManager(bus.address())) {
      manager.withHanging().start();
      Findings found =
          Discovery.look(computer(Optional.of(bus.address())), SHORT, List.of())
              .get(30, TimeUnit.SECONDS);
      assertThat(found.complete()).isFalse();
      assertThat(found.vpns()).extracting(Vpn::name).containsExactly("a");
    } finally {
      bus.close();
    }
  }

  @Test
  void everythingComesTogether() throws Exception {
    TestBus bus = new TestBus(dir);
    try (FakeNetworkManager manager = new FakeNetworkManager(bus.address())) {
      manager
          .with(NetworkManagerTest.openVpn("Work", "vpn.example.org"))
          .with(NetworkManagerTest.wireGuard("Home", "198.51.100.7:51820"))
          .active(true)
          .start();
      manager.login(true, "192.0.2.9", "sshd");
      Findings found =
          Discovery.look(computer(Optional.of(bus.address())), LONG, List.of())
              .get(50, TimeUnit.SECONDS);
      assertThat(found.complete()).isTrue();
      assertThat(found.vpns()).extracting(Vpn::name).containsExactly("Home", "Work");
      assertThat(found.remote()).map(RemoteSession::from).contains(Optional.of("192.0.2.9"));
      assertThat(Proposal.of(found).chosen()).extracting(Vpn::name).containsExactly("Home");
    } finally {
      bus.close();
    }
  }
}
