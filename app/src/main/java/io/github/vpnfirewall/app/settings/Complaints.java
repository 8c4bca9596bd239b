package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is wrong with a value that a person typed, in the person's language. Each method gives an
 * empty text if nothing is. What is wrong is decided by the types of the protocol alone.
 */
final class Complaints {
  private static final int SHOWN = 60;

  private final Texts texts;

  Complaints(Texts texts) {
    this.texts = texts;
  }

  /** Of an address of a VPN server. */
  String server(String text) {
    if (text.isEmpty()) {
      return texts.text("settings.server.address.missing");
    }
    String complaint = range(text, NetworkRules::checkServer);
    return !complaint.isEmpty() && isName(text)
        ? texts.text("settings.address.name", shown(text))
        : complaint;
  }

  /** Of a network that is to count as local. */
  String local(String text) {
    return range(text, NetworkRules::checkLan);
  }

  String port(String text) {
    return failed(text, Port::parse) ? texts.text("settings.port.wrong", shown(text)) : "";
  }

  String host(String text) {
    return failed(text, HostName::new) ? texts.text("settings.host.wrong", shown(text)) : "";
  }

  String label(String text) {
    return failed(text, Complaints::label0) ? texts.text("settings.label.wrong", shown(text)) : "";
  }

  String user(String text) {
    return failed(text, UserName::new) ? texts.text("settings.user.wrong", shown(text)) : "";
  }

  String link(String text) {
    if (!failed(text, InterfaceName::new)) {
      return "";
    }
    if (text.equals("+")) {
      return texts.text("settings.interface.every");
    }
    boolean loopback = text.equals("lo") || text.equals("l+") || text.equals("lo+");
    return texts.text(
        loopback ? "settings.interface.loopback" : "settings.interface.wrong", shown(text));
  }

  /** Whether this is a host's name, which has no place where an address is wanted. */
  static boolean isName(String text) {
    return !failed(text, HostName::new);
  }

  private String range(String text, Function<Network, Network> rule) {
    Optional<Network> network = parse(text);
    if (network.isEmpty()) {
      return malformed(text);
    }
    if (!failed(network.get(), rule)) {
      return "";
    }
    int widest = network.get().family() == AddressFamily.IPV4 ? 8 : 16;
    return network.get().prefix() < widest
        ? texts.text("settings.address.wide", network.get().toString(), "/" + widest)
        : texts.text("settings.address.never", network.get().toString());
  }

  private String malformed(String text) {
    int slash = text.indexOf('/');
    Optional<Network> whole = slash < 0 ? Optional.empty() : parse(text.substring(0, slash));
    if (whole.isPresent()) {
      String bits = Integer.toString(whole.get().family().bits());
      return Networks.around(whole.get(), text.substring(slash + 1))
          .map(meant -> texts.text("settings.address.bits", shown(text), meant.toString()))
          .orElse(texts.text("settings.address.prefix", shown(text), bits));
    }
    int colon = text.lastIndexOf(':');
    if (colon > 0 && parse(text.substring(0, colon)).isPresent() && text.indexOf(':') == colon) {
      return texts.text("settings.address.port", text.substring(0, colon));
    }
    return texts.text("settings.address.wrong", shown(text));
  }

  private static Optional<Network> parse(String text) {
    try {
      return Optional.of(Network.parse(text));
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static String label0(String text) {
    Server.checkLabel(text);
    return text;
  }

  private static <T, R> boolean failed(T value, Function<T, R> parser) {
    try {
      var unused = parser.apply(value);
      return false;
    } catch (InvalidValueException e) {
      return true;
    }
  }

  /** Cut, and on one line: it may have been pasted. */
  private static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "\ufffd");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
