package io.github.vpnfirewall.helper.protocol;

import java.util.Objects;
import java.util.Optional;

/**
 * A VPN server: where the tunnel's own packets may go.
 *
 * @param address one address, or a network of them
 * @param port the port; empty means every port of UDP or TCP, or a protocol that has none
 * @param protocol how it is reached
 * @param host its name, for display and for {@code pinHosts}; never looked up by the root side
 * @param label what a person calls it; at most 100 characters, none of them control characters
 */
public record Server(
    Network address,
    Optional<Port> port,
    ServerProtocol protocol,
    Optional<HostName> host,
    Optional<String> label) {
  private static final int MAX_LABEL = 100;

  /**
   * @throws InvalidValueException if a protocol without ports is given one, or the label is too
   *     long or has control characters
   */
  public Server {
    Objects.requireNonNull(address);
    if (port.isPresent() && !protocol.hasPort()) {
      throw new InvalidValueException(
          "protocol " + protocol.key() + " has no ports: leave the port out");
    }
    if (label.isPresent()) {
      checkLabel(label.get());
    }
  }

  /**
   * The text, if it can be a label.
   *
   * @throws InvalidValueException if it is too long or has control characters
   */
  public static String checkLabel(String text) {
    if (text.length() > MAX_LABEL || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " is no label: use up to "
              + MAX_LABEL
              + " characters on one line");
    }
    return text;
  }

  /** Address, port and protocol: what makes two servers the same. */
  public String endpoint() {
    String number = port.isPresent() ? port.get().toString() : "any";
    return address + (protocol.hasPort() ? " port " + number : "") + " " + protocol.key();
  }
}
