package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.RemoteSession;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Optional;

/** What becomes of a person's way here from another computer (design §2.1, §2.2). */
enum RemoteFate {
  /** It comes through the tunnel. */
  THROUGH_TUNNEL,
  /** It comes from nearby, and that is allowed. */
  NEARBY,
  /** It comes from nearby, and would go on if that were allowed. */
  CUT_NEARBY,
  /** It is cut. */
  CUT;

  static RemoteFate of(RemoteSession session, Settings settings) {
    if (session.link().isPresent()
        && settings.tunnel().interfaces().stream()
            .anyMatch(name -> name.matches(session.link().get()))) {
      return THROUGH_TUNNEL;
    }
    Optional<Network> from = session.from().flatMap(RemoteFate::address);
    if (from.isPresent() && local(settings).stream().anyMatch(n -> n.contains(from.get()))) {
      return settings.lan().allow() ? NEARBY : CUT_NEARBY;
    }
    return CUT;
  }

  private static List<Network> local(Settings settings) {
    return settings.lan().networks().orElse(NetworkRules.PRIVATE);
  }

  private static Optional<Network> address(String text) {
    try {
      return Optional.of(Network.parse(text)).filter(Network::isSingle);
    } catch (InvalidValueException e) {
      return Optional.empty(); // a name, which nobody looks up here
    }
  }
}
