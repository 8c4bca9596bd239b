package io.github.vpnfirewall.helper.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Documents;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
  @TempDir Path folder;
  private Places places;
  private StateFiles files;

  @BeforeEach
  void places() {
    places = new Places(folder.resolve("etc"), folder.resolve("lib"), folder.resolve("run"));
    files = new StateFiles(places);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void nothingIsThereAtFirst() throws Exception {
    assertThat(files.settings()).isEmpty();
    assertThat(files.lasting().flag()).isEmpty();
    assertThat(files.origin()).isEmpty();
    assertThat(files.lasting().storedDocument(AddressFamily.IPV4)).isEmpty();
    files.lasting().clear();
    files.clearOrigin();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void settingsAreForAllToReadAndForRootToWrite() throws Exception {
    Settings settings = Documents.settings(Documents.GOOD);
    files.storeSettings(settings);

    assertThat(files.settings()).contains(settings);
    assertThat(mode(places.etc())).isEqualTo("rwxr-xr-x");
    assertThat(mode(places.etc().resolve("settings.json"))).isEqualTo("rw-r--r--");
    assertThat(StateFiles.hash(settings)).isNotEqualTo(StateFiles.hash(Settings.empty()));
  }

  @Test
  void settingsThatSomebodyBrokeAreNotTaken() throws Exception {
    Files.createDirectories(places.etc());
    Files.writeString(places.etc().resolve("settings.json"), "{");
    assertThatThrownBy(files::settings).isInstanceOf(InvalidSettingsException.class);
  }

  @Test
  void flagAndDocumentsAreForRootAlone() throws Exception {
    ArmedFlag flag = new ArmedFlag(Instant.parse("2026-01-02T03:04:05Z"), "ab");
    files.lasting().storeDocument(AddressFamily.IPV6, "*filter\nCOMMIT\n");
    files.lasting().storeFlag(flag);

    assertThat(files.lasting().flag()).contains(flag);
    assertThat(files.lasting().storedDocument(AddressFamily.IPV6)).contains("*filter\nCOMMIT\n");
    assertThat(mode(places.lib())).isEqualTo("rwx------");
    assertThat(mode(places.lib().resolve("armed"))).isEqualTo("rw-------");
    assertThat(mode(places.lib().resolve("ipv6.restore"))).isEqualTo("rw-------");
    files.lasting().clear();
    assertThat(places.lib()).isEmptyDirectory();
  }

  @Test
  void aFlagThatCannotBeReadIsAFlagAllTheSame() throws Exception {
    for (String text : new String[] {"", "\n", "yesterday\nab\n", "garbage"}) {
      Files.createDirectories(places.lib());
      Files.writeString(places.lib().resolve("armed"), text);
      assertThat(files.lasting().flag()).as(text).isPresent();
    }
  }

  @Test
  void whatWasThereBeforeUsIsKept() throws Exception {
    Files.createDirectories(places.run());
    Origin origin =
        new Origin(
            Set.of("ip filter", "ip filter INPUT", "ip6 security"),
            Map.of("eth0", "0", "default", "2"),
            Map.of("ipv4/ip_forward", "0"));
    files.storeOrigin(origin);
    assertThat(files.origin()).contains(origin);
    assertThat(mode(places.run().resolve("origin"))).isEqualTo("rw-------");
    assertThat(Origin.parse("garbage\nnft\nipv6 x\n\n")).isEqualTo(Origin.NOTHING);
    assertThat(Origin.parse(Origin.NOTHING.text())).isEqualTo(Origin.NOTHING);
  }

  @Test
  void theReportIsForAll() throws Exception {
    Report report = Report.failure(Optional.empty(), new Problem("x", null, "y"));
    files.storeReport(report);

    Path file = places.run().resolve("state.json");
    assertThat(mode(file)).isEqualTo("rw-r--r--");
    assertThat(mode(places.run())).isEqualTo("rwxr-xr-x");
    assertThat(ReportJson.read(Files.readAllBytes(file))).isEqualTo(report);
    assertThat(Files.readString(file)).endsWith("}\n");
  }

  @Test
  void aFileIsReplacedWholeOrNotAtAll() throws Exception {
    Path file = folder.resolve("file");
    AtomicFile.write(file, "old", "rw-r--r--");
    Files.writeString(folder.resolve("file.new"), "left by a helper that was killed");
    AtomicFile.write(file, "new", "rw-------");
    assertThat(Files.readString(file)).isEqualTo("new");
    assertThat(mode(file)).isEqualTo("rw-------");

    Files.createDirectories(folder.resolve("file.new").resolve("x"));
    assertThatThrownBy(() -> AtomicFile.write(file, "newer", "rw-------"))
        .isInstanceOf(IOException.class);
    assertThat(Files.readString(file)).isEqualTo("new");
  }

  @Test
  void aLinkInTheWayIsNotFollowed() throws Exception {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Files.createSymbolicLink(folder.resolve("file"), victim);
    Files.createSymbolicLink(folder.resolve("file.new"), victim);
    AtomicFile.write(folder.resolve("file"), "ours", "rw-------");

    assertThat(Files.readString(victim)).isEqualTo("untouched");
    assertThat(folder.resolve("file")).isRegularFile();
    assertThat(Files.isSymbolicLink(folder.resolve("file"))).isFalse();
  }
}
