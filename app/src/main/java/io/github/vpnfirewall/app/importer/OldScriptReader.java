package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.app.importer.ShellAssignments.Assignment;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the settings of the shell script {@code vpnfirewall}, in {@code /etc/vpn_firewall.d},
 * {@code /etc/vpn-firewall.d} or at the top of the script itself (design §8).
 */
final class OldScriptReader implements Reader {
  private static final String INTERFACE = "VPN_INTERFACE";
  private static final String SERVER = "VPN_SERVER";
  private static final String SERVERS = "VPN_SERVERS";
  private static final String LOCAL = "LOCAL_NET";
  private static final String FORWARDING = "FORWARDING";
  private static final Network LOOPBACK = Network.parse("127.0.0.0/8");

  /** What the script understood. */
  static final List<String> NAMES = List.of(SERVER, SERVERS, INTERFACE, LOCAL);

  @Override
  public Imported read(TextFile file) throws ImportException {
    List<String> wanted = new ArrayList<>(NAMES);
    wanted.add(FORWARDING);
    Map<String, Assignment> values = new HashMap<>();
    for (Assignment next : ShellAssignments.of(file, wanted)) {
      Assignment before = values.get(next.name());
      String value = next.adds() && before != null ? before.value() + next.value() : next.value();
      values.put(next.name(), new Assignment(next.name(), value, false, next.line()));
    }
    Places places = new Places("");
    for (String name : List.of(SERVER, SERVERS)) {
      for (String host : words(values, name)) {
        places.server(host, OptionalInt.empty(), ServerProtocol.ANY, values.get(name).line());
      }
    }
    if (places.hasServers()) {
      places.remark(Remark.careful("import.remark.any"));
    }
    words(values, INTERFACE).forEach(places::pattern);
    Optional<List<Network>> lan =
        values.containsKey(LOCAL)
            ? Optional.of(networks(words(values, LOCAL), values.get(LOCAL).line()))
            : Optional.empty();
    if (lan.isPresent() && !lan.get().isEmpty()) {
      places.remark(Remark.note("import.remark.dns"));
    }
    if (words(values, FORWARDING).contains("true")) {
      places.remark(Remark.careful("import.remark.forwarding"));
    }
    return places.done(file, Kind.OLD_SCRIPT, new Imported.More(false, lan, Optional.empty()));
  }

  private static List<String> words(Map<String, Assignment> values, String name) {
    String text = values.containsKey(name) ? values.get(name).value() : "";
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
  }

  /** The local networks; this machine's own is always allowed, so it is left out. */
  private static List<Network> networks(List<String> texts, int line) throws ImportException {
    Set<Network> networks = new LinkedHashSet<>();
    for (String text : texts) {
      Network network = WireGuardPeers.network(text, line);
      if (LOOPBACK.contains(network)) {
        continue;
      }
      if (networks.size() >= TextFile.MAX_ENTRIES) {
        throw ImportException.at(line, "import.file.many");
      }
      try {
        networks.add(NetworkRules.checkLan(network));
      } catch (InvalidValueException e) {
        throw ImportException.at(line, "import.script.wide", Shown.of(text));
      }
    }
    return List.copyOf(networks);
  }
}
