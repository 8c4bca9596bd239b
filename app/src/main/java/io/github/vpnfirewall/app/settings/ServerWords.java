package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;

/** A server in a few words. */
final class ServerWords {
  private ServerWords() {}

  /** Such as {@code Seattle (198.51.100.7, UDP 1194)}. */
  static String of(Texts texts, Server server) {
    String protocol = new ProtocolNames(texts).toString(server.protocol());
    String port =
        server.protocol().hasPort()
            ? " "
                + server.port().map(Port::toString).orElse(texts.text("settings.server.port.every"))
            : "";
    String where = server.address() + ", " + protocol + port;
    return server.label().or(() -> server.host().map(Object::toString)).isEmpty()
        ? where
        : server.label().orElseGet(() -> server.host().orElseThrow().text()) + " (" + where + ")";
  }

  /** Whether every program can reach the bare address, outside the tunnel. */
  static boolean open(Server server) {
    return server.protocol() == ServerProtocol.ANY
        || (server.protocol().hasPort() && server.port().isEmpty());
  }
}
