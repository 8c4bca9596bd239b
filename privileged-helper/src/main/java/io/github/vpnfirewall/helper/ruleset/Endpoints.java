package io.github.vpnfirewall.helper.ruleset;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.List;

/** How the protocol of a server without a port becomes a condition. */
final class Endpoints {
  private Endpoints() {}

  static List<Match> protocol(Server server) {
    return switch (server.protocol()) {
      case UDP -> List.of(new Match.Protocol(IpProtocol.UDP));
      case TCP -> List.of(new Match.Protocol(IpProtocol.TCP));
      case GRE -> List.of(new Match.Protocol(IpProtocol.GRE));
      case ESP -> List.of(new Match.Protocol(IpProtocol.ESP));
      case AH ->
          server.address().family() == AddressFamily.IPV6
              ? List.of(new Match.AuthenticationHeader())
              : List.of(new Match.Protocol(IpProtocol.AH));
      case ANY -> List.of();
    };
  }
}
