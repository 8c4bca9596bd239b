package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows two addresses for every name, but for those that begin with {@code no}. */
public final class MadeUpNames {
  private MadeUpNames() {}

  /** As a resolver would answer. */
  public static Resolution resolve(List<Endpoint> names) {
    return new Resolution(
        names.stream().filter(name -> !unknown(name)).flatMap(MadeUpNames::servers).toList(),
        names.stream().filter(MadeUpNames::unknown).map(Endpoint::host).toList(),
        List.of(),
        List.of());
  }

  private static boolean unknown(Endpoint name) {
    return name.host().startsWith("no");
  }

  private static Stream<Server> servers(Endpoint name) {
    Optional<Port> port =
        name.port().isPresent() ? Optional.of(new Port(name.port().getAsInt())) : Optional.empty();
    return Stream.of("203.0.113.77", "2001:db8::77")
        .map(
            address ->
                new Server(
                    Network.parse(address),
                    port,
                    name.protocol(),
                    Optional.of(new HostName(name.host())),
                    Optional.of(name.label()).filter(label -> !label.isEmpty())));
  }
}
