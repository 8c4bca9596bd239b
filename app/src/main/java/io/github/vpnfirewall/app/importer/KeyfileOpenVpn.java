package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Optional;
import java.util.OptionalInt;

/** What NetworkManager's OpenVPN plugin keeps in {@code [vpn]}. */
final class KeyfileOpenVpn {
  private static final int PORT = 1194;

  private KeyfileOpenVpn() {}

  static boolean read(Keyfile file, Places places) throws ImportException {
    Keyfile.Value remotes = file.required("remote");
    ServerProtocol protocol = file.yes("proto-tcp") ? ServerProtocol.TCP : ServerProtocol.UDP;
    String proxy = file.vpn("proxy-type").map(Keyfile.Value::text).orElse("none");
    if (proxy.equals("http") || proxy.equals("socks")) {
      Keyfile.Value host = file.required("proxy-server");
      OptionalInt port = file.port("proxy-port", proxy.equals("http") ? 8080 : 1080);
      places.server(host.text(), port, ServerProtocol.TCP, host.line());
      places.remark(Remark.note("import.remark.proxy", Shown.of(host.text())));
      if (proxy.equals("socks") && protocol == ServerProtocol.UDP) {
        places.remark(Remark.careful("import.remark.socks", Shown.of(host.text())));
      }
    } else {
      OptionalInt port = file.port("port", PORT);
      for (String remote : remotes.text().split("[,\\s]+", -1)) {
        if (!remote.isEmpty()) {
          remote(remote, port, protocol, remotes.line(), places);
        }
      }
    }
    if (file.yes("remote-random-hostname")) {
      places.remark(Remark.careful("import.remark.randomname"));
    }
    device(file, places);
    return false;
  }

  /** {@code host}, {@code host:port} or {@code host:port:proto}; an IPv6 address in brackets. */
  private static void remote(
      String text, OptionalInt port, ServerProtocol protocol, int line, Places places)
      throws ImportException {
    int close = text.startsWith("[") ? text.indexOf(']') : -1;
    String rest = text.substring(close + 1);
    String[] parts = rest.split(":", -1);
    boolean bare = close < 0 && parts.length > 3;
    String host = bare ? text : close < 0 ? parts[0] : text.substring(0, close + 1);
    OptionalInt itsPort = port;
    ServerProtocol its = protocol;
    if (!bare && parts.length > 1 && !parts[1].isEmpty()) {
      itsPort = Places.port(parts[1], line);
    }
    if (!bare && parts.length > 2 && !parts[2].isEmpty()) {
      its = OpenVpnConnection.protocol(parts[2], line);
    }
    if (!bare && (parts.length > 3 || (close >= 0 && !parts[0].isEmpty()))) {
      throw ImportException.at(line, "import.keyfile.remote", Shown.of(text));
    }
    places.server(host, itsPort, its, line);
  }

  private static void device(Keyfile file, Places places) {
    Optional<Keyfile.Value> device = file.vpn("dev");
    if (device.isPresent() && !device.get().text().matches("tun|tap")) {
      places.device(device.get().text());
    } else {
      boolean tap =
          file.yes("tap-dev")
              || device.or(() -> file.vpn("dev-type")).stream()
                  .anyMatch(value -> value.text().equals("tap"));
      places.pattern(tap ? "tap+" : "tun+");
    }
  }
}
