package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What typed texts say about a VPN server.
 *
 * @param server the server, if every field is right
 * @param problems what is wrong, by field; fields that are right are absent
 */
record ServerCheck(Optional<Server> server, Map<ServerField, String> problems) {
  /** The word for "every port". */
  static final String ANY_PORT = "any";

  /** Judges texts that have no spaces around them. */
  static ServerCheck of(
      Texts texts,
      String address,
      ServerProtocol protocol,
      String port,
      String host,
      String label) {
    Complaints complaints = new Complaints(texts);
    Map<ServerField, String> problems = new EnumMap<>(ServerField.class);
    problems.put(ServerField.ADDRESS, complaints.server(address));
    boolean numbered = protocol.hasPort() && !port.equals(ANY_PORT);
    if (numbered) {
      problems.put(
          ServerField.PORT,
          port.isEmpty() ? texts.text("settings.server.port.missing") : complaints.port(port));
    }
    if (!host.isEmpty()) {
      problems.put(ServerField.HOST, complaints.host(host));
    }
    if (!label.isEmpty()) {
      problems.put(ServerField.LABEL, complaints.label(label));
    }
    problems.values().removeIf(String::isEmpty);
    if (!problems.isEmpty()) {
      return new ServerCheck(Optional.empty(), Map.copyOf(problems));
    }
    Server server =
        new Server(
            Network.parse(address),
            numbered ? Optional.of(Port.parse(port)) : Optional.empty(),
            protocol,
            Optional.of(host).filter(text -> !text.isEmpty()).map(HostName::new),
            Optional.of(label).filter(text -> !text.isEmpty()));
    return new ServerCheck(Optional.of(server), Map.of());
  }

  /** What stands there already needs no judging. */
  static ServerCheck of(Server server) {
    return new ServerCheck(Optional.of(server), Map.of());
  }
}
