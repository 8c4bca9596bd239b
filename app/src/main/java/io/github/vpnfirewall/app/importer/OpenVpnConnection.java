package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What openvpn(8) knows of one connection: the options that may stand in {@code <connection>}. */
final class OpenVpnConnection {
  private static final OptionalInt DEFAULT_PORT = OptionalInt.of(1194);
  private static final OptionalInt DEFAULT_SOCKS = OptionalInt.of(1080);
  private static final Map<String, ServerProtocol> PROTOCOLS =
      ProtocolWords.clientAnd(
          Map.of(
              "tcp-server", ServerProtocol.TCP,
              "tcp4-server", ServerProtocol.TCP,
              "tcp6-server", ServerProtocol.TCP));

  private ServerProtocol protocol = ServerProtocol.UDP;
  private OptionalInt port = DEFAULT_PORT;
  private Place remote;
  private Place httpProxy;
  private Place socksProxy;

  /** A host with its port, and the line that names it. */
  private record Place(String host, OptionalInt port, int line) {}

  OpenVpnConnection() {}

  /** One that starts with what another one knows. */
  OpenVpnConnection(OpenVpnConnection from) {
    protocol = from.protocol;
    port = from.port;
    remote = from.remote;
    httpProxy = from.httpProxy;
    socksProxy = from.socksProxy;
  }

  /** Takes an option that belongs to a connection; ignores every other. */
  void take(List<String> words, int line) throws ImportException {
    switch (words.get(0)) {
      case "proto" -> protocol = protocol(argument(words, 1, 1, line), line);
      case "port", "rport" -> port = Places.port(argument(words, 1, 1, line), line);
      case "remote" -> remote(words, line);
      case "http-proxy" -> {
        String host = argument(words, 2, 4, line);
        httpProxy = new Place(host, Places.port(words.get(2), line), line);
      }
      case "socks-proxy" -> {
        String host = argument(words, 1, 3, line);
        OptionalInt number = words.size() > 2 ? Places.port(words.get(2), line) : DEFAULT_SOCKS;
        socksProxy = new Place(host, number, line);
      }
      default -> {
        return;
      }
    }
  }

  private void remote(List<String> words, int line) throws ImportException {
    String host = argument(words, 1, 3, line);
    if (words.size() > 2) {
      port = Places.port(words.get(2), line);
    }
    if (words.size() > 3) {
      protocol = protocol(words.get(3), line);
    }
    remote = new Place(host, port, line);
  }

  boolean hasRemote() {
    return remote != null;
  }

  ServerProtocol protocol() {
    return protocol;
  }

  /** Adds what must be reached for this connection: the server, or else its proxy. */
  void addTo(Places places) throws ImportException {
    if (httpProxy != null && socksProxy != null) {
      throw ImportException.at(socksProxy.line(), "import.openvpn.proxies");
    }
    if (httpProxy != null) {
      if (protocol != ServerProtocol.TCP) {
        throw ImportException.at(httpProxy.line(), "import.openvpn.httpproxy");
      }
      proxy(httpProxy, places);
    } else if (socksProxy != null) {
      proxy(socksProxy, places);
      if (protocol == ServerProtocol.UDP) {
        places.remark(Remark.careful("import.remark.socks", Shown.of(socksProxy.host())));
      }
    } else {
      places.server(remote.host(), port, protocol, remote.line());
    }
  }

  private static void proxy(Place proxy, Places places) throws ImportException {
    places.server(proxy.host(), proxy.port(), ServerProtocol.TCP, proxy.line());
    places.remark(Remark.note("import.remark.proxy", Shown.of(proxy.host())));
  }

  static ServerProtocol protocol(String text, int line) throws ImportException {
    ServerProtocol found = PROTOCOLS.get(text);
    if (found == null) {
      throw ImportException.at(line, "import.openvpn.proto", Shown.of(text));
    }
    return found;
  }

  /** The first argument of an option that takes so many. */
  static String argument(List<String> words, int least, int most, int line) throws ImportException {
    int count = words.size() - 1;
    if (count < least) {
      throw ImportException.at(line, "import.openvpn.missing", Shown.of(words.get(0)));
    }
    if (count > most) {
      throw ImportException.at(
          line, "import.openvpn.extra", Shown.of(words.get(0)), Shown.of(words.get(most + 1)));
    }
    return words.get(1);
  }
}
