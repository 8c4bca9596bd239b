package io.github.vpnfirewall.app.importer;

import static io.github.vpnfirewall.app.importer.SampleFiles.bytes;
import static io.github.vpnfirewall.app.importer.SampleFiles.text;
import static io.github.vpnfirewall.app.importer.SampleFiles.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImporterTest {
  @ParameterizedTest
  @CsvSource({
    "provider.ovpn, OPENVPN",
    "blocks.ovpn, OPENVPN",
    "mullvad.conf, WIREGUARD",
    "office.nmconnection, NETWORK_MANAGER",
    "50_user.conf, OLD_SCRIPT"
  })
  void kindIsToldByWhatIsInTheFile(String name, Kind kind) throws ImportException {
    assertThat(Importer.read("download", bytes(name)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "provider.ovpn",
        "blocks.ovpn",
        "mullvad.conf",
        "office.nmconnection",
        "50_user.conf"
      })
  void endsOfLinesByteOrderMarksAndLatinLettersDoNotMatter(String name) throws ImportException {
    String plain = new String(bytes(name), StandardCharsets.UTF_8);
    Imported wanted = Importer.read(name, bytes(name));
    for (String other :
        new String[] {plain.replace("\n", "\r\n"), plain.replace("\n", "\r"), "\ufeff" + plain}) {
      assertThat(Importer.read(name, other.getBytes(StandardCharsets.UTF_8))).isEqualTo(wanted);
    }
    byte[] latin = ("# Zürich\n" + plain).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Importer.read(name, latin)).isEqualTo(wanted);
  }

  @Test
  void ownSettingsAreTakenWhole() {
    var settings = Samples.settings("tun0", "wg+");
    Imported found = text("settings.json", SettingsJson.write(settings));
    assertThat(found.kind()).isEqualTo(Kind.SETTINGS);
    assertThat(found.more().settings()).contains(settings);
    assertThat(found.endpoints())
        .extracting(Endpoint::text)
        .containsExactly("198.51.100.7, UDP 1194");
    assertThat(found.interfaces()).hasSize(2);
    ImportException wrong = wrong("settings.json", "{\"version\":2}");
    assertThat(wrong.key()).isEqualTo("import.settings");
    assertThat(wrong.details().get(0)).startsWith("$");
  }

  @Test
  void whatIsNoConfigurationIsRefused() {
    assertThat(wrong("x").key()).isEqualTo("import.file.empty");
    assertThat(wrong("x", " ", "").key()).isEqualTo("import.file.empty");
    assertThat(wrong("x", "Dear diary,").key()).isEqualTo("import.file.unknown");
    assertThat(wrong("x", "[Desktop Entry]", "Type=Link").key()).isEqualTo("import.file.unknown");
    assertThat(wrong("x", "remote a.example", "a\0b").key()).isEqualTo("import.file.binary");
    assertThat(wrong("x", "remote a.example", "a\0b").line()).hasValue(2);
    assertThatThrownBy(() -> Importer.read("x", new byte[Importer.MAX_BYTES + 1]))
        .isInstanceOfSatisfying(
            ImportException.class, e -> assertThat(e.key()).isEqualTo("import.file.long"));
  }

  @Test
  void moreServersThanFitAreRefused() {
    StringBuilder many = new StringBuilder("dev tun\n");
    for (int i = 0; i <= TextFile.MAX_ENTRIES; i++) {
      many.append("remote s").append(i).append(".example\n");
    }
    assertThat(wrong("x", many.toString()).key()).isEqualTo("import.file.many");
  }

  @Test
  void nothingThatHidesGetsIntoAMessageOrALabel() {
    ImportException found = wrong("x", "client", "remote \u202eevil\u0007host! 1");
    // The bell makes the line binary; the other one is shown as a question mark.
    assertThat(found.key()).isEqualTo("import.file.binary");
    assertThat(wrong("x", "client", "remote \u202eevil! 1").details()).containsExactly("?evil!");
    Imported named = text("a\u202eb\u2028c" + "d".repeat(300) + ".ovpn", "dev tun", "remote a.b");
    assertThat(named.endpoints().get(0).label()).startsWith("a?b?cd").hasSize(100);
  }

  @Test
  void everyComplaintHasAText() {
    ImportException found = wrong("x.ovpn", "client", "remote a.example 99999");
    assertThat(Texts.of(Locale.ENGLISH).text(found.key(), found.details()))
        .isEqualTo("“99999” is not a port. Right would be a number from 1 to 65535.");
  }
}
