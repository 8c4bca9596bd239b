package io.github.vpnfirewall.helper.policy;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import java.util.OptionalInt;

/**
 * A flow that the kernel keeps track of (conntrack(8)).
 *
 * @param family whose addresses these are
 * @param protocol the protocol's number
 * @param source who began it
 * @param destination with whom, as it was addressed
 * @param sourcePort from which port, where the protocol has any
 * @param destinationPort to which port, where the protocol has any
 * @param answerer who answers: another than the destination where that is translated
 * @param answered who is answered: another than the source where that is masqueraded
 */
public record Flow(
    AddressFamily family,
    int protocol,
    Network source,
    Network destination,
    OptionalInt sourcePort,
    OptionalInt destinationPort,
    Network answerer,
    Network answered) {
  /** All flows of the protocol between the two, by whoever they are answered. */
  public Flow anyPort() {
    return new Flow(
        family,
        protocol,
        source,
        destination,
        OptionalInt.empty(),
        OptionalInt.empty(),
        destination,
        source);
  }
}
