package io.github.vpnfirewall.helper.protocol;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A packet that the kernel logged because a rule of ours stopped it. Only for display: it is what
 * the kernel's log says, and nothing is decided by it.
 *
 * @param at when the last one like it was stopped
 * @param direction which way it was going
 * @param family its family
 * @param source the address that it came from
 * @param destination the address that it was for
 * @param protocol its protocol in small letters, such as {@code tcp}, or its number
 * @param port the port that it was for; empty if its protocol has none
 * @param link the interface that it would have left by, or came in by; empty if the kernel named
 *     none
 * @param count how many in a row were alike, 1 or more
 */
public record BlockedPacket(
    Instant at,
    Direction direction,
    AddressFamily family,
    String source,
    String destination,
    String protocol,
    OptionalInt port,
    String link,
    int count) {
  private static final int HIGHEST_PORT = 65535;

  /**
   * Checks the numbers.
   *
   * @throws InvalidValueException if there is no such port, or the count is not positive
   */
  public BlockedPacket {
    if (port.isPresent() && (port.getAsInt() < 0 || port.getAsInt() > HIGHEST_PORT)) {
      throw new InvalidValueException("A port is a number from 0 to " + HIGHEST_PORT);
    }
    if (count < 1) {
      throw new InvalidValueException("There was at least one such packet");
    }
  }

  /** Whether the other one differs in nothing but when and how often. */
  public boolean isLike(BlockedPacket other) {
    return direction == other.direction
        && family == other.family
        && source.equals(other.source)
        && destination.equals(other.destination)
        && protocol.equals(other.protocol)
        && port.equals(other.port)
        && link.equals(other.link);
  }

  /** This packet as the latest of all those alike. */
  public BlockedPacket after(BlockedPacket earlier) {
    int sum = (int) Math.min(Integer.MAX_VALUE, (long) count + earlier.count);
    return new BlockedPacket(at, direction, family, source, destination, protocol, port, link, sum);
  }
}
