package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a VPN program connects to, as its file says it.
 *
 * @param host a host name or one literal address
 * @param port 1 to 65535; empty if the protocol has none, or if every port is meant
 * @param protocol how it is reached
 * @param label what a person calls it; may be empty
 */
public record Endpoint(String host, OptionalInt port, ServerProtocol protocol, String label) {
  /** Checks that nothing is missing. */
  public Endpoint {
    Objects.requireNonNull(host);
    Objects.requireNonNull(port);
    Objects.requireNonNull(protocol);
    Objects.requireNonNull(label);
  }

  /** Whether any program may reach the bare address through it, on any port. */
  public boolean wide() {
    return port.isEmpty() && (protocol.hasPort() || protocol == ServerProtocol.ANY);
  }

  /** Host, port and protocol for a person: {@code vpn.example.org, UDP 1194}. */
  public String text() {
    return host
        + ", "
        + protocol.key().toUpperCase(java.util.Locale.ROOT)
        + (port.isPresent() ? " " + port.getAsInt() : "");
  }
}
