package io.github.vpnfirewall.helper.packet;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A packet as netfilter sees it; {@link PacketText} reads one from a line of text.
 *
 * @param direction which of the three hooks it passes
 * @param in the interface by which it came; empty if it begins here
 * @param out the interface by which it goes; empty if it ends here
 * @param source a single address
 * @param destination a single address
 * @param protocol the IP protocol's number
 * @param sourcePort for UDP and TCP
 * @param destinationPort for UDP and TCP
 * @param flags TCP's flags
 * @param icmpType the ICMP or ICMPv6 type
 * @param hopLimit hop limit or time to live
 * @param state what connection tracking says
 * @param owner the user whose program sends it; empty if the kernel does
 * @param decrypted whether an IPsec policy has decrypted it; never if it begins here
 * @param encrypted whether an IPsec policy will encrypt it; never if it ends here
 * @param kind what its destination is to this machine
 */
public record Packet(
    Direction direction,
    String in,
    String out,
    Network source,
    Network destination,
    int protocol,
    OptionalInt sourcePort,
    OptionalInt destinationPort,
    Set<Flag> flags,
    OptionalInt icmpType,
    int hopLimit,
    State state,
    OptionalLong owner,
    boolean decrypted,
    boolean encrypted,
    Kind kind) {
  /** The hooks of the filter table. */
  public enum Direction {
    OUT,
    IN,
    FORWARD
  }

  /** What connection tracking says of a packet; conntrack(8). */
  public enum State {
    INVALID,
    NEW,
    RELATED,
    ESTABLISHED,
    UNTRACKED
  }

  /** TCP's flags. */
  public enum Flag {
    FIN,
    SYN,
    RST,
    PSH,
    ACK,
    URG
  }

  /** What a destination is to this machine. */
  public enum Kind {
    /** An address of the interface by which the packet came. */
    LOCAL_HERE,
    /** An address of another interface of this machine, or the broadcast address there. */
    LOCAL_ELSEWHERE,
    BROADCAST,
    MULTICAST,
    /** Somebody else's. */
    REMOTE
  }

  /** Whose addresses it bears. */
  public AddressFamily family() {
    return destination.family();
  }
}
