package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads NetworkManager's connections, {@code .nmconnection}. */
final class KeyfileReader implements Reader {
  private static final String SERVICES = "org.freedesktop.NetworkManager.";
  private static final String PEER = "wireguard-peer.";
  private static final OptionalInt NO_PORT = OptionalInt.empty();

  /** Reads what one kind of VPN keeps in {@code [vpn]}. */
  @FunctionalInterface
  private interface Vpn {
    /** Whether what IPsec policies encrypt is the tunnel. */
    boolean read(Keyfile file, Places places) throws ImportException;
  }

  /** By the last part of service-type. */
  private static final Map<String, Vpn> VPNS =
      Map.ofEntries(
          Map.entry("openvpn", KeyfileOpenVpn::read),
          Map.entry("pptp", KeyfileReader::pptp),
          Map.entry("openconnect", KeyfileReader::openconnect),
          Map.entry("strongswan", (file, places) -> ipsec(file, places, "address")),
          Map.entry("libreswan", (file, places) -> ipsec(file, places, "right")),
          Map.entry("openswan", (file, places) -> ipsec(file, places, "right")),
          Map.entry("l2tp", KeyfileReader::l2tp),
          Map.entry("vpnc", KeyfileReader::vpnc),
          Map.entry("fortisslvpn", KeyfileReader::tls),
          Map.entry("sstp", KeyfileReader::tls));

  @Override
  public Imported read(TextFile file) throws ImportException {
    Keyfile keyfile = Keyfile.of(file);
    String type = keyfile.value("connection", "type").map(Keyfile.Value::text).orElse("");
    String id = keyfile.value("connection", "id").map(Keyfile.Value::text).orElse("");
    Places places = new Places(id.isEmpty() ? file.label() : Shown.label(id));
    boolean ipsec = false;
    if (type.equals("wireguard")) {
      wireguard(keyfile, places);
    } else if (type.equals("vpn")) {
      ipsec = vpn(keyfile, places);
    } else {
      throw ImportException.whole("import.keyfile.type", Shown.of(type));
    }
    Optional<Keyfile.Value> name = keyfile.value("connection", "interface-name");
    name.ifPresent(value -> places.device(value.text()));
    Imported.More more = new Imported.More(ipsec, Optional.empty(), Optional.empty());
    return places.done(file, Kind.NETWORK_MANAGER, more);
  }

  private static boolean vpn(Keyfile file, Places places) throws ImportException {
    Keyfile.Value service = file.required("service-type");
    String name =
        service.text().startsWith(SERVICES)
            ? service.text().substring(SERVICES.length())
            : service.text();
    Vpn vpn = VPNS.get(name);
    if (vpn == null) {
      throw ImportException.at(service.line(), "import.keyfile.service", Shown.of(name));
    }
    return vpn.read(file, places);
  }

  private static void wireguard(Keyfile file, Places places) throws ImportException {
    WireGuardPeers peers = new WireGuardPeers(places);
    for (Section section : file.sections()) {
      Optional<Section.Entry> endpoint = section.last("endpoint");
      if (section.name().startsWith(PEER) && endpoint.isPresent()) {
        peers.endpoint(endpoint.get().value(), endpoint.get().line());
        for (Section.Entry allowed : section.all("allowed-ips")) {
          peers.allowed(allowed.value(), allowed.line());
        }
      }
    }
    peers.finish();
  }

  private static boolean pptp(Keyfile file, Places places) throws ImportException {
    Keyfile.Value gateway = file.required("gateway");
    places.server(gateway.text(), OptionalInt.of(1723), ServerProtocol.TCP, gateway.line());
    places.server(gateway.text(), NO_PORT, ServerProtocol.GRE, gateway.line());
    places.pattern("ppp+");
    return false;
  }

  private static boolean openconnect(Keyfile file, Places places) throws ImportException {
    HostAndPort gateway = HostAndPort.of(file.required("gateway"), 443);
    places.server(gateway.host(), gateway.port(), ServerProtocol.TCP, gateway.line());
    places.server(gateway.host(), gateway.port(), ServerProtocol.UDP, gateway.line());
    places.pattern("vpn+");
    return false;
  }

  private static boolean tls(Keyfile file, Places places) throws ImportException {
    HostAndPort gateway = HostAndPort.of(file.required("gateway"), 443);
    places.server(gateway.host(), gateway.port(), ServerProtocol.TCP, gateway.line());
    places.pattern("ppp+");
    return false;
  }

  private static boolean ipsec(Keyfile file, Places places, String key) throws ImportException {
    ike(file.required(key), places);
    places.remark(Remark.note("import.remark.ipsec"));
    return true;
  }

  /** IPsec's three ways to a server. */
  private static void ike(Keyfile.Value gateway, Places places) throws ImportException {
    for (int port : List.of(500, 4500)) {
      places.server(gateway.text(), OptionalInt.of(port), ServerProtocol.UDP, gateway.line());
    }
    places.server(gateway.text(), NO_PORT, ServerProtocol.ESP, gateway.line());
  }

  private static boolean l2tp(Keyfile file, Places places) throws ImportException {
    Keyfile.Value gateway = file.required("gateway");
    if (file.yes("ipsec-enabled")) {
      ike(gateway, places); // L2TP goes inside of it, which IPsec's policies let pass
    } else {
      places.server(gateway.text(), OptionalInt.of(1701), ServerProtocol.UDP, gateway.line());
    }
    places.pattern("ppp+");
    return file.yes("ipsec-enabled");
  }

  private static boolean vpnc(Keyfile file, Places places) throws ImportException {
    ike(file.required("ipsec gateway"), places);
    places.pattern("tun+");
    return false;
  }
}
