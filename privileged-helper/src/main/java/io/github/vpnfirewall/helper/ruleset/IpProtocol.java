package io.github.vpnfirewall.helper.ruleset;

import java.util.Optional;

/** IP protocols that rules of ours name (IANA's protocol numbers). */
public enum IpProtocol {
  ICMP("icmp", 1),
  TCP("tcp", 6),
  UDP("udp", 17),
  GRE("gre", 47),
  ESP("esp", 50),
  AH("ah", 51),
  ICMPV6("ipv6-icmp", 58);

  private final String key;
  private final int number;

  IpProtocol(String key, int number) {
    this.key = key;
    this.number = number;
  }

  /** The name in rules. */
  public String key() {
    return key;
  }

  /** The number in the packet's header. */
  public int number() {
    return number;
  }

  /**
   * The protocol of that name or number: {@code iptables-save} prints numbers where the machine has
   * no {@code /etc/protocols}, and older versions call ICMPv6 {@code icmpv6}.
   */
  public static Optional<IpProtocol> parse(String text) {
    for (IpProtocol protocol : values()) {
      if (protocol.key.equals(text)
          || Integer.toString(protocol.number).equals(text)
          || (protocol == ICMPV6 && text.equals("icmpv6"))) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}
