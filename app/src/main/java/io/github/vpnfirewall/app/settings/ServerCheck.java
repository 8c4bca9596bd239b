package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
    Map<ServerField, String> problems = new EnumMap<>(ServerField.class);
    Optional<Network> network = Optional.empty();
    if (address.isEmpty()) {
      problems.put(ServerField.ADDRESS, texts.text("settings.server.address.missing"));
    } else {
      network =
          tried(
              problems,
              ServerField.ADDRESS,
              () -> NetworkRules.checkServer(Network.parse(address)));
    }
    Optional<Port> number = Optional.empty();
    if (protocol.hasPort() && port.isEmpty()) {
      problems.put(ServerField.PORT, texts.text("settings.server.port.missing"));
    } else if (protocol.hasPort() && !port.equals(ANY_PORT)) {
      number = tried(problems, ServerField.PORT, () -> Port.parse(port));
    }
    Optional<HostName> name =
        host.isEmpty()
            ? Optional.empty()
            : tried(problems, ServerField.HOST, () -> new HostName(host));
    Optional<String> called =
        label.isEmpty()
            ? Optional.empty()
            : tried(
                problems,
                ServerField.LABEL,
                () -> {
                  Server.checkLabel(label);
                  return label;
                });
    return problems.isEmpty()
        ? new ServerCheck(
            Optional.of(new Server(network.orElseThrow(), number, protocol, name, called)),
            Map.of())
        : new ServerCheck(Optional.empty(), Map.copyOf(problems));
  }

  private static <T> Optional<T> tried(
      Map<ServerField, String> problems, ServerField field, Supplier<T> parser) {
    try {
      return Optional.of(parser.get());
    } catch (InvalidValueException e) {
      problems.put(field, e.getMessage());
      return Optional.empty();
    }
  }
}
