package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.discovery.RemoteSession;
import io.github.vpnfirewall.app.discovery.RemoteSession.Way;
import io.github.vpnfirewall.app.discovery.TunnelLink;
import io.github.vpnfirewall.app.discovery.Vpn;
import io.github.vpnfirewall.app.discovery.Vpn.Origin;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Importer;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** VPNs, and what was found of them, for tests. */
final class Vpns {
  private Vpns() {}

  /** A file as the importer reads it. */
  static Imported read(String name, String content) {
    try {
      return Importer.read(name, content.getBytes(StandardCharsets.UTF_8));
    } catch (ImportException e) {
      throw new AssertionError(e);
    }
  }

  /** What the importer says of a file that it cannot take. */
  static ImportException refusal(String name, String content) {
    try {
      throw new AssertionError(Importer.read(name, content.getBytes(StandardCharsets.UTF_8)));
    } catch (ImportException e) {
      return e;
    }
  }

  /** An OpenVPN profile. */
  static Imported openVpn(String... hosts) {
    StringBuilder text = new StringBuilder("client\ndev tun\nproto udp\n");
    Stream.of(hosts).forEach(host -> text.append("remote ").append(host).append(" 1194\n"));
    return read("profile.ovpn", text.toString());
  }

  /** A VPN of NetworkManager's. */
  static Vpn managed(String name, boolean active, String... hosts) {
    return new Vpn(Origin.NETWORK_MANAGER, name, "", openVpn(hosts), active);
  }

  /** A VPN in a file of the person's. */
  static Vpn file(String name, String... hosts) {
    return new Vpn(
        Origin.HOME_FILE, name, "/home/kim/Downloads/" + name + ".ovpn", openVpn(hosts), false);
  }

  /** What may be a VPN's server. */
  static Vpn guess(String address) {
    Imported guessed =
        read("guess.ovpn", "client\ndev tun0\nproto tcp\nremote " + address + " 443\n");
    return new Vpn(Origin.GUESS, address, "", guessed, true);
  }

  /** Findings with these VPNs, and a tunnel that is up. */
  static Findings found(Vpn... vpns) {
    return new Findings(
        List.of(new TunnelLink("tun0", TunnelLink.Kind.TUN, true)),
        List.of(vpns),
        List.of(),
        List.of(),
        Optional.empty(),
        true);
  }

  /** The same, used from another computer. */
  static Findings from(Findings found, String address) {
    return new Findings(
        found.tunnels(),
        found.vpns(),
        found.locked(),
        found.running(),
        Optional.of(new RemoteSession(Way.SSH, Optional.of(address), Optional.of("eth0"))),
        found.complete());
  }

  /** The same with what could not be read, and what did not answer. */
  static Findings troubled(Findings found) {
    return new Findings(
        found.tunnels(),
        found.vpns(),
        List.of(Path.of("/etc/wireguard")),
        List.of("OpenVPN"),
        found.remote(),
        false);
  }

  /** A server. */
  static Server server(String host, String address) {
    return new Server(
        Network.parse(address),
        Optional.of(new Port(1194)),
        ServerProtocol.UDP,
        Optional.of(new HostName(host)),
        Optional.empty());
  }

  /** Names that were all found. */
  static Resolution resolved(Server... servers) {
    return new Resolution(List.of(servers), List.of(), List.of(), List.of());
  }
}
