package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What openvpn(8) and people call the protocols of a VPN. */
public final class ProtocolWords {
  private static final Map<String, ServerProtocol> CLIENT =
      Map.of(
          "udp", ServerProtocol.UDP,
          "udp4", ServerProtocol.UDP,
          "udp6", ServerProtocol.UDP,
          "tcp", ServerProtocol.TCP,
          "tcp4", ServerProtocol.TCP,
          "tcp6", ServerProtocol.TCP,
          "tcp-client", ServerProtocol.TCP,
          "tcp4-client", ServerProtocol.TCP,
          "tcp6-client", ServerProtocol.TCP);

  private ProtocolWords() {}

  /** Those of a client, in lower case, and these. */
  public static Map<String, ServerProtocol> clientAnd(Map<String, ServerProtocol> more) {
    return Stream.of(CLIENT, more)
        .flatMap(words -> words.entrySet().stream())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
