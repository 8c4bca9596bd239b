package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.ConfigFiles.Found;
import io.github.vpnfirewall.app.discovery.ConfigFiles.Origin;
import io.github.vpnfirewall.app.discovery.ConfigFiles.Place;
import io.github.vpnfirewall.app.discovery.ConfigFiles.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ConfigFilesTest {
  private static final int LONGEST = 4096;

  @TempDir private Path dir;
  private Path etc;
  private Path home;

  @BeforeEach
  void make() throws IOException {
    etc = Files.createDirectory(dir.resolve("etc"));
    home = Files.createDirectory(dir.resolve("home"));
  }

  private void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Scan scan() {
    Path config = home.resolve(".config");
    return new ConfigFiles(
            ConfigFiles.usual(etc, home, config, Downloads.folder(home, config)), LONGEST)
        .scan();
  }

  @Test
  void everyUsualPlaceIsLookedInto() throws IOException {
    write(etc.resolve("openvpn/work.conf"), "x");
    write(etc.resolve("openvpn/client/home.ovpn"), "x");
    write(etc.resolve("wireguard/wg0.conf"), "x");
    write(etc.resolve("vpn_firewall.d/50_user.conf"), "x");
    write(etc.resolve("vpn-firewall.d/50_user.conf"), "x");
    write(home.resolve("Downloads/Sweden.OVPN"), "x");
    write(home.resolve("Downloads/wg-se.conf"), "x");
    write(home.resolve("own.ovpn"), "x");
    write(home.resolve(".config/openvpn/a.ovpn"), "x");
    write(home.resolve("vpn/b.conf"), "x");

    assertThat(scan().files())
        .extracting(found -> dir.relativize(found.path()).toString())
        .containsExactlyInAnyOrder(
            "etc/openvpn/work.conf",
            "etc/openvpn/client/home.ovpn",
            "etc/wireguard/wg0.conf",
            "etc/vpn_firewall.d/50_user.conf",
            "etc/vpn-firewall.d/50_user.conf",
            "home/Downloads/Sweden.OVPN",
            "home/Downloads/wg-se.conf",
            "home/own.ovpn",
            "home/.config/openvpn/a.ovpn",
            "home/vpn/b.conf");
    assertThat(scan().files()).filteredOn(found -> found.origin() == Origin.OLD_SCRIPT).hasSize(2);
  }

  @Test
  void nothingElseIsLookedAt() throws IOException {
    write(home.resolve("notes.conf"), "x");
    write(home.resolve("Documents/secret.ovpn"), "x");
    write(home.resolve("Downloads/deep/er/a.ovpn"), "x");
    write(home.resolve("Downloads/movie.mkv"), "x");
    write(etc.resolve("openvpn/server.key"), "x");
    assertThat(scan().files()).isEmpty();
  }

  @Test
  void downloadsHaveTheNameThatTheDesktopGaveThem() throws IOException {
    write(
        home.resolve(".config/user-dirs.dirs"),
        "# c\nXDG_DOWNLOAD_DIR=\"$HOME/Téléchargements\"\n");
    write(home.resolve("Téléchargements/a.ovpn"), "x");
    assertThat(scan().files()).hasSize(1);
    assertThat(Downloads.folder(home, home.resolve("none"))).isEqualTo(home.resolve("Downloads"));
    write(home.resolve(".config/user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/\"\n");
    assertThat(Downloads.folder(home, home.resolve(".config")))
        .isEqualTo(home.resolve("Downloads"));
  }

  @Test
  void whatIsTooLongOrNoFileIsLeftOut() throws Exception {
    write(home.resolve("long.ovpn"), "x".repeat(LONGEST + 1));
    write(home.resolve("right.ovpn"), "x".repeat(LONGEST));
    Files.createDirectory(home.resolve("folder.ovpn"));
    Files.createSymbolicLink(home.resolve("dangling.ovpn"), Path.of("nowhere"));
    Files.createSymbolicLink(home.resolve("device.ovpn"), Path.of("/dev/zero"));
    Process fifo = new ProcessBuilder("mkfifo", home.resolve("pipe.ovpn").toString()).start();
    assertThat(fifo.waitFor()).isZero(); // whoever opens it waits for ever

    assertThat(scan().files())
        .extracting(found -> found.path().getFileName().toString())
        .containsExactly("right.ovpn");
  }

  @Test
  void thousandsOfFilesAreNotAllRead() throws IOException {
    for (int i = 0; i < 1000; i++) {
      write(home.resolve("Downloads/s" + i + ".ovpn"), "x");
    }
    assertThat(scan().files()).hasSize(300);
  }

  @Test
  void folderThatIsAFileIsNoError() throws IOException {
    write(etc.resolve("openvpn"), "x");
    Scan scan = scan();
    assertThat(scan.files()).isEmpty();
    assertThat(scan.locked()).isEmpty();
  }

  @Test
  void contentIsWhatWasRead() throws IOException {
    write(home.resolve("a.ovpn"), "client\n");
    Found found =
        new ConfigFiles(List.of(new Place(home, List.of(".ovpn"), Origin.HOME)), LONGEST)
            .scan()
            .files()
            .get(0);
    assertThat(new String(found.content(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("client\n");
    assertThat(Map.of(found.path(), found.origin()))
        .isEqualTo(Map.of(home.resolve("a.ovpn"), Origin.HOME));
  }
}
