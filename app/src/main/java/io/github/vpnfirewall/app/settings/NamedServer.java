package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.Optional;

/**
 * A VPN server of which only the name is known.
 *
 * @param host its name
 * @param port the port; empty means every port, or a protocol that has none
 * @param protocol how it is reached
 * @param label what a person calls it
 */
record NamedServer(
    HostName host, Optional<Port> port, ServerProtocol protocol, Optional<String> label) {}
