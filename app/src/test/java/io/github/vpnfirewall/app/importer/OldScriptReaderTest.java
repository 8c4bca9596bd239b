package io.github.vpnfirewall.app.importer;

import static io.github.vpnfirewall.app.importer.SampleFiles.sample;
import static io.github.vpnfirewall.app.importer.SampleFiles.text;
import static io.github.vpnfirewall.app.importer.SampleFiles.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldScriptReaderTest {
  @Test
  void allFourSettingsAreTaken() {
    Imported found = sample("50_user.conf");
    assertThat(found.kind()).isEqualTo(Kind.OLD_SCRIPT);
    assertThat(servers(found))
        .containsExactly("198.51.100.26, ANY", "vpn.example.org, ANY", "2001:db8::26, ANY");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun0"));
    assertThat(found.more().lan())
        .contains(List.of(Network.parse("192.168.1.0/24"), Network.parse("192.168.0.0/24")));
    assertThat(found.remarks())
        .extracting(Remark::key)
        .containsExactly("import.remark.any", "import.remark.dns");
  }

  @Test
  void serverOnAnyPortCanBeNarrowed() {
    Imported found = sample("50_user.conf");
    assertThat(found.wide()).isTrue();
    Imported narrow = found.narrowed(ServerProtocol.UDP, OptionalInt.of(1194));
    assertThat(narrow.wide()).isFalse();
    assertThat(servers(narrow)).contains("vpn.example.org, UDP 1194").hasSize(3);
  }

  @Test
  void settingsInsideTheScriptItselfAreFound() {
    Imported found =
        text(
            "vpnfirewall",
            "#!/bin/bash",
            "error_handler() {",
            "  echo \"failed\"",
            "}",
            "trap \"error_handler\" ERR INT TERM",
            "VPN_SERVER=198.51.100.1",
            "  export VPN_INTERFACE='tun+'; LOCAL_NET= ;",
            "if [ \"$(id -u)\" != \"0\" ]; then exit 1; fi",
            "for SERVER in $VPN_SERVERS; do",
            "  iptables -A OUTPUT -d \"$SERVER\" -j ACCEPT",
            "done");
    assertThat(servers(found)).containsExactly("198.51.100.1, ANY");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun+"));
    assertThat(found.more().lan()).contains(List.of());
  }

  @Test
  void laterOnesTakeThePlaceOfEarlierOnesOrAreAdded() {
    Imported found =
        text(
            "x.conf",
            "VPN_SERVERS=198.51.100.1",
            "VPN_SERVERS=198.51.100.2 # better",
            "VPN_SERVERS+=' 198.51.100.3'",
            "VPN_INTERFACE=tun1 some-command",
            "VPN_INTERFACE=tun2 && true");
    assertThat(servers(found)).containsExactly("198.51.100.2, ANY", "198.51.100.3, ANY");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun2"));
  }

  @Test
  void quotesBackslashesAndLinesGoTogetherAsInAShell() {
    Imported found =
        text(
            "x.conf",
            "VPN_SERVERS='198.51.100.1 '\"198.51.100.2\"\\ 198.51.100.3\\",
            "0",
            "VPN_INTERFACE=\"tu\\",
            "n0\"");
    assertThat(servers(found))
        .containsExactly("198.51.100.1, ANY", "198.51.100.2, ANY", "198.51.100.30, ANY");
    assertThat(found.interfaces()).containsExactly(new InterfaceName("tun0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VPN_SERVERS=\"$OTHER 198.51.100.1\"",
        "VPN_SERVERS=$(touch /tmp/vpnfirewall-was-here)",
        "VPN_SERVERS=`touch /tmp/vpnfirewall-was-here`",
        "VPN_SERVERS=\"$(touch /tmp/vpnfirewall-was-here)\"",
        "VPN_SERVERS=(198.51.100.1 198.51.100.2)"
      })
  void whatAShellWouldComputeIsRefused(String line) {
    ImportException found = wrong("x.conf", "VPN_INTERFACE=tun0", line);
    assertThat(found.key()).isEqualTo("import.script.computed");
    assertThat(found.line()).hasValue(2);
    assertThat(java.nio.file.Path.of("/tmp/vpnfirewall-was-here")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VPN_SERVERS=198.51.100.300 | import.address",
        "VPN_SERVERS=not_a_host! | import.host",
        "VPN_SERVERS=a>b | import.script.odd",
        "VPN_SERVERS=\"198.51.100.1 | import.quote",
        "LOCAL_NET=everything | import.network",
        "LOCAL_NET=0.0.0.0/0 | import.script.wide"
      })
  void whatIsWrongIsSaidWithItsLine(String line, String key) {
    ImportException found = wrong("x.conf", "# first", line);
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.line()).hasValue(2);
  }

  @Test
  void forwardingAndCardsAreRemarkedOn() {
    Imported found = text("x.conf", "VPN_INTERFACE=eth0", "FORWARDING=true");
    assertThat(found.interfaces()).isEmpty();
    assertThat(found.remarks())
        .extracting(Remark::key)
        .containsExactly("import.remark.physical", "import.remark.forwarding");
  }

  private static List<String> servers(Imported imported) {
    return imported.endpoints().stream().map(Endpoint::text).toList();
  }

  @Test
  void moreNetworksThanSettingsHoldAreRefused() {
    String networks =
        IntStream.range(0, TextFile.MAX_ENTRIES + 1)
            .mapToObj(i -> "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256)
            .collect(Collectors.joining(" "));
    assertThat(SampleFiles.wrong("", "LOCAL_NET=\"" + networks + "\"").key())
        .isEqualTo("import.file.many");
  }
}
