package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.HostName;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** Collects the servers and interfaces of one file, each checked when it is added. */
final class Places {
  private static final List<Network> THIS_MACHINE =
      List.of(Network.parse("127.0.0.0/8"), Network.parse("::1"));
  private static final int MAX_PORT = 65_535;

  private final String label;
  private final Set<Endpoint> endpoints = new LinkedHashSet<>();
  private final Set<InterfaceName> interfaces = new LinkedHashSet<>();
  private final Set<Remark> remarks = new LinkedHashSet<>();

  Places(String label) {
    this.label = label;
  }

  /**
   * Adds a server.
   *
   * @param port empty if the protocol has none, or if every port is meant
   * @throws ImportException if the host is none, or there are too many
   */
  void server(String host, OptionalInt port, ServerProtocol protocol, int line)
      throws ImportException {
    String checked = host(host, line);
    if (isThisMachine(checked)) {
      remark(Remark.careful("import.remark.here", Shown.of(host)));
      return;
    }
    if (endpoints.size() >= TextFile.MAX_ENTRIES) {
      throw ImportException.at(line, "import.file.many");
    }
    endpoints.add(new Endpoint(checked, port, protocol, label));
  }

  /** Adds the interface of that very name, unless it cannot be a tunnel's. */
  void device(String name) {
    if (name.endsWith("+")) { // would be a pattern in the settings, and none to the VPN program
      remark(Remark.careful("import.remark.device", Shown.of(name)));
    } else {
      pattern(name);
    }
  }

  /** Adds the interfaces that a name or pattern stands for, unless they cannot be a tunnel's. */
  void pattern(String text) {
    try {
      InterfaceName name = new InterfaceName(text);
      if (name.looksPhysical()) {
        remark(Remark.careful("import.remark.physical", name.text()));
      } else {
        interfaces.add(name);
      }
    } catch (InvalidValueException e) {
      remark(Remark.careful("import.remark.device", Shown.of(text)));
    }
  }

  void remark(Remark remark) {
    remarks.add(remark);
  }

  boolean hasServers() {
    return !endpoints.isEmpty();
  }

  boolean hasInterfaces() {
    return !interfaces.isEmpty();
  }

  Imported done(TextFile file, Kind kind, Imported.More more) {
    boolean any = hasInterfaces() || more.ipsec();
    boolean said = remarks.stream().anyMatch(r -> r.key().startsWith("import.remark.device"));
    if (!any && !said && kind != Kind.OLD_SCRIPT) {
      remark(Remark.careful("import.remark.nointerface"));
    }
    return new Imported(
        file.name(), kind, List.copyOf(endpoints), interfaces, List.copyOf(remarks), more);
  }

  /** The port that a text names. */
  static OptionalInt port(String text, int line) throws ImportException {
    int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MAX_PORT) {
      throw ImportException.at(line, "import.port", Shown.of(text));
    }
    return OptionalInt.of(number);
  }

  /** A host's name in ASCII without its closing dot, or an address in its usual form. */
  private static String host(String text, int line) throws ImportException {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (bare.indexOf(':') >= 0 || bare.matches("[0-9.]+")) {
      return address(bare, line);
    }
    try {
      String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
      return new HostName(IDN.toASCII(name)).text();
    } catch (IllegalArgumentException e) { // InvalidValueException is one
      throw ImportException.at(line, "import.host", Shown.of(text));
    }
  }

  private static String address(String text, int line) throws ImportException {
    try {
      Network network = Network.parse(text);
      if (network.isSingle()) {
        if (THIS_MACHINE.stream().noneMatch(range -> range.contains(network))) {
          NetworkRules.checkServer(network);
        }
        return network.toString();
      }
    } catch (InvalidValueException e) {
      throw ImportException.at(line, "import.address", Shown.of(text));
    }
    throw ImportException.at(line, "import.address", Shown.of(text));
  }

  private static boolean isThisMachine(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ((name.indexOf(':') >= 0 || name.matches("[0-9.]+"))
            && THIS_MACHINE.stream().anyMatch(range -> range.contains(Network.parse(name))));
  }
}
