package io.github.vpnfirewall.helper.reference;

import io.github.vpnfirewall.helper.packet.Region;

/**
 * A sentence of the design about some packets.
 *
 * @param section where it stands, such as {@code §2.1.5}
 * @param what which packets it is about, in a few words
 * @param region those packets
 */
public record Clause(String section, String what, Region region) {}
