package io.github.vpnfirewall.app.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MergeTest {
  private final Settings current = Samples.settings("tun0");

  @Test
  void serversAndInterfacesAreAddedAndSaid() {
    Imported file =
        SampleFiles.text(
            "wg0.conf", "[Peer]", "Endpoint=203.0.113.1:51820", "AllowedIPs=0.0.0.0/0");
    Merge.Merged merged = Merge.into(current, resolution(file), file);
    assertThat(merged.settings().servers()).hasSize(2).startsWith(current.servers().get(0));
    assertThat(merged.settings().tunnel().interfaces())
        .containsExactly(new InterfaceName("tun0"), new InterfaceName("wg0"));
    assertThat(merged.changes())
        .containsExactly(
            new Change("import.change.server.added", "203.0.113.1 port 51820 udp"),
            new Change("import.change.interface.added", "wg0"));
  }

  @Test
  void whatIsThereAlreadyChangesNothing() {
    Imported file = SampleFiles.text("x.ovpn", "dev tun0", "remote 198.51.100.7");
    Imported bare =
        new Imported("", file.kind(), List.of(), file.interfaces(), List.of(), Imported.More.NONE);
    Merge.Merged merged =
        Merge.into(current, new Resolution(List.of(), List.of(), List.of(), List.of()), bare);
    assertThat(merged.changes()).isEmpty();
    assertThat(merged.settings()).isEqualTo(current);
  }

  @Test
  void serverThatIsThereGetsAName() {
    Imported file = SampleFiles.text("Oslo.ovpn", "dev tun0", "remote vpn.example.org");
    Resolution found =
        Addresses.of(
            file.endpoints(),
            Map.of(
                "vpn.example.org",
                new Answer(true, List.of(Network.parse("198.51.100.7")), false)));
    Merge.Merged merged = Merge.into(current, found, file);
    assertThat(merged.settings().servers()).hasSize(1);
    Server server = merged.settings().servers().get(0);
    assertThat(server.host().orElseThrow().text()).isEqualTo("vpn.example.org");
    assertThat(server.label()).contains("Oslo");
    assertThat(merged.changes())
        .extracting(Change::key)
        .containsExactly("import.change.server.named");
  }

  @Test
  void replacingKeepsAllButServersAndInterfaces() {
    Settings rich =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun0\"],\"allowInbound\":true},"
                + "\"servers\":[{\"address\":\"198.51.100.7\",\"port\":1,\"protocol\":\"udp\"}],"
                + "\"lan\":{\"allow\":true},\"pinHosts\":false}");
    Imported file =
        SampleFiles.text(
            "wg0.conf", "[Peer]", "Endpoint=203.0.113.1:51820", "AllowedIPs=0.0.0.0/0");
    Merge.Merged merged = Merge.into(rich, resolution(file), List.of(file), Merge.Mode.REPLACE);
    assertThat(merged.settings().servers())
        .extracting(Server::endpoint)
        .containsExactly("203.0.113.1 port 51820 udp");
    assertThat(merged.settings().tunnel().interfaces()).containsExactly(new InterfaceName("wg0"));
    assertThat(merged.settings().tunnel().allowInbound()).isTrue();
    assertThat(merged.settings().lan()).isEqualTo(rich.lan());
    assertThat(merged.settings().pinHosts()).isFalse();
    assertThat(merged.changes())
        .extracting(Change::key)
        .containsExactly(
            "import.change.server.added",
            "import.change.server.removed",
            "import.change.interface.added",
            "import.change.interface.removed");
  }

  @Test
  void ownSettingsReplaceAllOrAddServersAndInterfaces() {
    Settings other =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[\"wg0\"]},"
                + "\"servers\":[{\"address\":\"203.0.113.0/28\",\"port\":\"any\",\"protocol\":\"tcp\"}],"
                + "\"lan\":{\"allow\":true,\"dns\":true},\"blockMode\":\"drop\"}");
    Imported file = SampleFiles.text("settings.json", SettingsJson.write(other));
    assertThat(Merge.endpoints(List.of(file))).isEmpty();
    Resolution nothing = new Resolution(List.of(), List.of(), List.of(), List.of());
    assertThat(Merge.into(current, nothing, List.of(file), Merge.Mode.REPLACE).settings())
        .isEqualTo(other);
    Settings added = Merge.into(current, nothing, List.of(file), Merge.Mode.ADD).settings();
    assertThat(added.servers()).hasSize(2);
    assertThat(added.lan().allow()).isFalse();
    assertThat(Changes.between(current, other))
        .extracting(Change::key)
        .contains("import.change.lan.on", "import.change.dns.on", "import.change.block.drop");
  }

  @Test
  void oldScriptsNetworksBecomeTheLocalOnes() {
    Imported file = SampleFiles.text("x.conf", "LOCAL_NET=\"192.168.1.0/24 127.0.0.0/8\"");
    Merge.Merged merged = Merge.into(current, resolution(file), file);
    assertThat(merged.settings().lan())
        .isEqualTo(
            new Settings.Lan(true, Optional.of(List.of(Network.parse("192.168.1.0/24"))), false));
    Merge.Merged again = Merge.into(merged.settings(), resolution(file), file);
    assertThat(again.changes()).isEmpty();
  }

  @Test
  void networksThatAreLocalAlreadyChangeNothing() {
    Settings lan =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[]},\"servers\":[],\"lan\":{\"allow\":true}}");
    Imported file = SampleFiles.text("x.conf", "LOCAL_NET=192.168.1.0/24");
    assertThat(Merge.into(lan, resolution(file), file).changes()).isEmpty();
  }

  @Test
  void ipsecIsSwitchedOn() {
    Imported file =
        SampleFiles.text(
            "x",
            "[connection]",
            "type=vpn",
            "[vpn]",
            "service-type=org.freedesktop.NetworkManager.strongswan",
            "address=203.0.113.1");
    Merge.Merged merged = Merge.into(current, resolution(file), file);
    assertThat(merged.settings().tunnel().ipsec()).isTrue();
    assertThat(merged.changes()).extracting(Change::key).contains("import.change.ipsec.on");
  }

  private static Resolution resolution(Imported file) {
    return Addresses.of(file.endpoints(), Map.of());
  }
}
