package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.List;
import java.util.function.IntFunction;

/** How a server's protocol and port become conditions. */
final class Endpoints {
  private Endpoints() {}

  /**
   * The conditions on protocol and port.
   *
   * @param withPort what a port becomes: the destination of what leaves, the source of what enters
   */
  static List<Match> matches(Server server, IntFunction<List<Match>> withPort) {
    return switch (server.protocol()) {
      case UDP -> transport(server, IpProtocol.UDP, withPort);
      case TCP -> transport(server, IpProtocol.TCP, withPort);
      case GRE -> List.of(new Match.Protocol(IpProtocol.GRE));
      case ESP -> List.of(new Match.Protocol(IpProtocol.ESP));
      case AH ->
          server.address().family() == AddressFamily.IPV6
              ? List.of(new Match.AuthenticationHeader())
              : List.of(new Match.Protocol(IpProtocol.AH));
      case ANY -> List.of();
    };
  }

  private static List<Match> transport(
      Server server, IpProtocol protocol, IntFunction<List<Match>> withPort) {
    return server.port().isPresent()
        ? withPort.apply(server.port().get().number())
        : List.of(new Match.Protocol(protocol));
  }
}
