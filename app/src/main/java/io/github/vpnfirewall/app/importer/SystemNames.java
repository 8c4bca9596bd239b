package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks as every program on this system does: {@code /etc/hosts} first, then name servers. */
final class SystemNames implements Names {
  /** What glibc says (EAI_AGAIN, EAI_FAIL) when no name server answered; the locale is C. */
  private static final List<String> NO_ANSWER =
      List.of("Temporary failure in name resolution", "Non-recoverable failure", "System error");

  static {
    // Java would keep answers, and so hide that they change.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  @Override
  public List<Network> addresses(String host) throws UnansweredException {
    try {
      List<Network> addresses = new ArrayList<>();
      for (InetAddress address : InetAddress.getAllByName(host)) {
        network(address).ifPresent(addresses::add);
      }
      return addresses;
    } catch (UnknownHostException e) {
      String message = String.valueOf(e.getMessage());
      if (NO_ANSWER.stream().anyMatch(message::contains)) {
        throw new UnansweredException(e);
      }
      return List.of();
    }
  }

  private static Optional<Network> network(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    try {
      return Optional.of(Network.parse(zone < 0 ? text : text.substring(0, zone)));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }
}
