package io.github.vpnfirewall.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.discovery.Proposal.Why;
import io.github.vpnfirewall.app.discovery.TunnelLink.Kind;
import io.github.vpnfirewall.app.discovery.Vpn.Origin;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Importer;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalTest {
  private static final Server SERVER =
      new Server(
          Network.parse("198.51.100.7"),
          Optional.of(new Port(1194)),
          ServerProtocol.UDP,
          Optional.empty(),
          Optional.empty());
  private static final Resolution RESOLVED =
      new Resolution(List.of(SERVER), List.of(), List.of(), List.of());

  private static Vpn vpn(Origin origin, String name, boolean active) {
    return new Vpn(origin, name, "", read("dev tun\n"), active);
  }

  private static Imported read(String device) {
    String text = "client\n" + device + "remote 198.51.100.7 1194 udp\n";
    try {
      return Importer.read("a.ovpn", text.getBytes(StandardCharsets.UTF_8));
    } catch (ImportException e) {
      throw new AssertionError(e);
    }
  }

  private static Proposal of(Vpn... vpns) {
    return Proposal.of(
        new Findings(List.of(), List.of(vpns), List.of(), List.of(), Optional.empty(), true));
  }

  @Test
  void everythingConnectedIsProposed() {
    Vpn one = vpn(Origin.NETWORK_MANAGER, "one", true);
    Vpn other = vpn(Origin.SYSTEM_FILE, "other", true);
    assertThat(of(one, vpn(Origin.HOME_FILE, "x", false), other))
        .isEqualTo(new Proposal(List.of(one, other), Why.CONNECTED));
  }

  @Test
  void onlyOneIsProposed() {
    Vpn one = vpn(Origin.HOME_FILE, "one", false);
    assertThat(of(one)).isEqualTo(new Proposal(List.of(one), Why.ONLY_ONE));
    assertThat(of(one, vpn(Origin.GUESS, "g", true)))
        .isEqualTo(new Proposal(List.of(one), Why.ONLY_ONE));
  }

  @Test
  void oldScriptsSettingsAreProposedUnlessSomethingIsConnected() {
    Vpn script = vpn(Origin.OLD_SCRIPT, "50_user", false);
    Vpn file = vpn(Origin.HOME_FILE, "x", false);
    assertThat(of(file, script)).isEqualTo(new Proposal(List.of(script), Why.OLD_SCRIPT));
    assertThat(of(vpn(Origin.NETWORK_MANAGER, "n", true), script).why()).isEqualTo(Why.CONNECTED);
  }

  @Test
  void amongSeveralThePersonChooses() {
    assertThat(of(vpn(Origin.HOME_FILE, "x", false), vpn(Origin.HOME_FILE, "y", false)))
        .isEqualTo(new Proposal(List.of(), Why.SEVERAL));
  }

  @Test
  void guessIsNeverProposed() {
    assertThat(of(vpn(Origin.GUESS, "g", true))).isEqualTo(new Proposal(List.of(), Why.GUESS));
    assertThat(of()).isEqualTo(new Proposal(List.of(), Why.NOTHING));
  }

  @Test
  void draftTakesServersAndInterfacesAndLeavesTheRest() {
    Settings current =
        new Settings(
            new Settings.Tunnel(List.of(new InterfaceName("old0")), false, true, List.of()),
            List.of(),
            new Settings.Lan(true, Optional.empty(), true),
            List.of(new InterfaceName("br0")),
            false,
            Settings.empty().blockMode(),
            false);
    Settings draft =
        Draft.of(current, List.of(vpn(Origin.HOME_FILE, "x", false)), RESOLVED, List.of());
    assertThat(draft.tunnel().interfaces()).containsExactly(new InterfaceName("tun+"));
    assertThat(draft.servers()).containsExactly(SERVER);
    assertThat(draft.tunnel().allowInbound()).isTrue();
    assertThat(draft.lan()).isEqualTo(current.lan());
    assertThat(draft.gateway()).isEqualTo(current.gateway());
    assertThat(draft.pinHosts()).isFalse();
  }

  @Test
  void liveTunnelsAreUsedOnlyWhereTheVpnNamesNone() {
    List<TunnelLink> live =
        List.of(
            new TunnelLink("vpn7", Kind.TUN, true),
            new TunnelLink("tun8", Kind.TUN, false),
            new TunnelLink("ppp0", Kind.PPP, true),
            new TunnelLink("eth9", Kind.TAP, true));
    Imported none = read("");
    assertThat(none.interfaces()).isEmpty();
    Vpn unnamed = new Vpn(Origin.HOME_FILE, "x", "", none, false);
    assertThat(Draft.of(Settings.empty(), List.of(unnamed), RESOLVED, live).tunnel().interfaces())
        .containsExactly(new InterfaceName("vpn7"));
    Vpn named = vpn(Origin.HOME_FILE, "y", false);
    assertThat(Draft.of(Settings.empty(), List.of(named), RESOLVED, live).tunnel().interfaces())
        .containsExactly(new InterfaceName("tun+"));
  }
}
