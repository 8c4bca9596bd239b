package io.github.vpnfirewall.helper.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsFileTest {
  private static final Server SEATTLE = server("198.51.100.7", "seattle.example.org");
  private static final Server OSLO = server("2001:db8::7", "oslo.example.org");

  @TempDir Path dir;
  private Path file;
  private HostsFile hosts;

  @BeforeEach
  void place() {
    file = dir.resolve("hosts");
    hosts = new HostsFile(file);
  }

  private static Server server(String address, String host) {
    return new Server(
        Network.parse(address),
        Optional.of(new Port(1194)),
        ServerProtocol.UDP,
        Optional.ofNullable(host).map(HostName::new),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "127.0.0.1 localhost\n",
        "127.0.0.1 localhost",
        "a\r\nb",
        "\u00e4\u00ff\n"
      })
  void afterwardsTheFileIsWhatItWasToTheByte(String text) throws IOException {
    byte[] before = text.getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, before);
    assertThat(hosts.pin(List.of(SEATTLE, OSLO))).isTrue();
    assertThat(Files.readAllLines(file, StandardCharsets.ISO_8859_1))
        .contains("198.51.100.7\tseattle.example.org", "2001:db8::7\toslo.example.org");
    assertThat(hosts.unpin()).isTrue();
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    assertThat(hosts.unpin()).isFalse();
  }

  @Test
  void pinningTheSameAgainChangesNothing() throws IOException {
    Files.writeString(file, "127.0.0.1 localhost\n");
    hosts.pin(List.of(SEATTLE));
    String once = Files.readString(file);
    assertThat(hosts.pin(List.of(SEATTLE))).isFalse();
    assertThat(Files.readString(file)).isEqualTo(once);
  }

  @Test
  void otherServersTakeThePlaceOfTheOldOnes() throws IOException {
    Files.writeString(file, "127.0.0.1 localhost\n");
    hosts.pin(List.of(SEATTLE));
    assertThat(hosts.pin(List.of(OSLO))).isTrue();
    assertThat(Files.readString(file)).contains("oslo").doesNotContain("seattle");
    hosts.pin(List.of());
    assertThat(Files.readString(file)).isEqualTo("127.0.0.1 localhost\n");
  }

  @Test
  void whatOthersWriteMeanwhileStays() throws IOException {
    Files.writeString(file, "127.0.0.1 localhost");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    hosts.pin(List.of(SEATTLE));
    Files.writeString(file, "192.0.2.1 printer\n", StandardOpenOption.APPEND);
    hosts.unpin();
    assertThat(Files.readString(file)).isEqualTo("127.0.0.1 localhost\n192.0.2.1 printer\n");
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  void namesWithoutOneAddressAndAddressesWithoutANameAreLeftOut() throws IOException {
    Files.writeString(file, "x\n");
    assertThat(hosts.pin(List.of(server("198.51.100.0/24", "pool.example.org")))).isFalse();
    assertThat(hosts.pin(List.of(server("198.51.100.9", null)))).isFalse();
    assertThat(Files.readString(file)).isEqualTo("x\n");
  }

  @Test
  void aMarkWithoutItsEndIsNotOurs() throws IOException {
    Files.writeString(file, "# BEGIN vpnfirewall: the VPN servers' names while armed\n1.2.3.4 x\n");
    assertThat(hosts.unpin()).isFalse();
  }
}
