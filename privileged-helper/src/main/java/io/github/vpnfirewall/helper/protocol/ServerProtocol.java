package io.github.vpnfirewall.helper.protocol;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a VPN server is reached: a transport with a port, or an IP protocol that has none. */
public enum ServerProtocol {
  UDP("udp", 17),
  TCP("tcp", 6),
  /** PPTP's data; RFC 2637. */
  GRE("gre", 47),
  /** IPsec's data; RFC 4303. */
  ESP("esp", 50),
  /** IPsec's authentication header; RFC 4302. */
  AH("ah", 51),
  /** Whatever there is: any program may then reach the bare address, so it is warned about. */
  ANY("any", -1);

  private final String key;
  private final int number;

  ServerProtocol(String key, int number) {
    this.key = key;
    this.number = number;
  }

  /** The name in settings and in rules. */
  public String key() {
    return key;
  }

  /** The IP protocol's number (IANA), or -1 for {@link #ANY}. */
  public int number() {
    return number;
  }

  /** Whether servers of this protocol have a port. */
  public boolean hasPort() {
    return this == UDP || this == TCP;
  }

  /**
   * @throws InvalidValueException unless the text is one of the six names
   */
  public static ServerProtocol parse(String text) {
    for (ServerProtocol protocol : values()) {
      if (protocol.key.equals(text)) {
        return protocol;
      }
    }
    throw new InvalidValueException(
        InvalidValueException.quote(text)
            + " is not a protocol: use "
            + Arrays.stream(values()).map(ServerProtocol::key).collect(Collectors.joining(", ")));
  }
}
