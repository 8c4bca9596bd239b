package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import java.util.Optional;

/**
 * An address that may be the VPN server's: a guess, which a person has to confirm.
 *
 * @param address the address
 * @param port its TCP port, if a connection to it stands; empty if it may be any
 */
public record ServerHint(Network address, Optional<Port> port) {}
