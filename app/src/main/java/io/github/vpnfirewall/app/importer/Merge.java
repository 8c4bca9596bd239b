package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.NetworkRules;
import io.github.vpnfirewall.helper.protocol.Server;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Puts what files say into settings. Pure. */
public final class Merge {
  /** What becomes of the servers and interfaces that the settings have. */
  public enum Mode {
    /** They stay. */
    ADD,
    /** Those of the files take their place. */
    REPLACE
  }

  private Merge() {}

  /**
   * What the settings would be.
   *
   * @param settings all of them
   * @param changes what differs from before
   */
  public record Merged(Settings settings, List<Change> changes) {
    /** Copies the list. */
    public Merged {
      changes = List.copyOf(changes);
    }

    /** Whether there is more in them than the helper would take. */
    public boolean tooMany() {
      return settings.servers().size() + settings.tunnel().interfaces().size()
          > SettingsJson.MAX_ENTRIES;
    }
  }

  /** Adds what one file says. */
  public static Merged into(Settings current, Resolution resolution, Imported file) {
    return into(current, resolution, List.of(file), Mode.ADD);
  }

  /**
   * Puts several files' servers and interfaces into the settings; of VPN Firewall's own settings
   * all the rest as well, if they replace.
   *
   * @param resolution what became of the names in {@link #endpoints}
   */
  public static Merged into(
      Settings current, Resolution resolution, List<Imported> files, Mode mode) {
    Settings base = mode == Mode.ADD ? current : emptied(current, files);
    Map<String, Server> servers = new LinkedHashMap<>();
    base.servers().forEach(server -> add(servers, server));
    resolution.servers().forEach(server -> add(servers, server));
    Set<InterfaceName> interfaces = new LinkedHashSet<>(base.tunnel().interfaces());
    boolean ipsec = base.tunnel().ipsec();
    Settings.Lan lan = base.lan();
    for (Imported file : files) {
      file.more().settings().ifPresent(s -> s.servers().forEach(server -> add(servers, server)));
      interfaces.addAll(file.interfaces());
      ipsec |= file.more().ipsec();
      lan = file.more().lan().isPresent() ? lan(lan, file.more().lan().get(), mode) : lan;
    }
    Settings merged =
        new Settings(
            new Settings.Tunnel(
                List.copyOf(interfaces),
                ipsec,
                base.tunnel().allowInbound(),
                base.tunnel().clientUsers()),
            List.copyOf(servers.values()),
            lan,
            base.gateway(),
            base.pinHosts(),
            base.blockMode(),
            base.logBlocked());
    return new Merged(merged, Changes.between(current, merged));
  }

  /** Whatever has to be looked up, of all files. */
  public static List<Endpoint> endpoints(List<Imported> files) {
    return files.stream()
        .filter(file -> file.kind() != Kind.SETTINGS) // they hold addresses already
        .flatMap(file -> file.endpoints().stream())
        .distinct()
        .toList();
  }

  private static Settings emptied(Settings current, List<Imported> files) {
    Optional<Settings> whole =
        files.stream().flatMap(file -> file.more().settings().stream()).reduce((a, b) -> b);
    Settings base = whole.orElse(current);
    boolean servers = files.stream().anyMatch(file -> !file.endpoints().isEmpty());
    boolean tunnel =
        files.stream().anyMatch(file -> !file.interfaces().isEmpty() || file.more().ipsec());
    return new Settings(
        new Settings.Tunnel(
            tunnel && whole.isEmpty() ? List.of() : base.tunnel().interfaces(),
            (!tunnel || whole.isPresent()) && base.tunnel().ipsec(),
            base.tunnel().allowInbound(),
            base.tunnel().clientUsers()),
        servers && whole.isEmpty() ? List.of() : base.servers(),
        base.lan(),
        base.gateway(),
        base.pinHosts(),
        base.blockMode(),
        base.logBlocked());
  }

  /** Keeps the one that is there, but takes a name for it. */
  private static void add(Map<String, Server> servers, Server server) {
    servers.merge(
        server.endpoint(),
        server,
        (had, has) ->
            new Server(
                had.address(),
                had.port(),
                had.protocol(),
                had.host().or(has::host),
                had.label().or(has::label)));
  }

  private static Settings.Lan lan(Settings.Lan had, List<Network> networks, Mode mode) {
    if (networks.isEmpty()) {
      return mode == Mode.ADD ? had : new Settings.Lan(false, Optional.empty(), had.dns());
    }
    Set<Network> all = new LinkedHashSet<>();
    if (mode == Mode.ADD && had.allow()) {
      if (had.networks().isEmpty()) {
        all.addAll(NetworkRules.PRIVATE);
      } else {
        all.addAll(had.networks().get());
      }
    }
    all.addAll(networks);
    List<Network> narrow = new ArrayList<>(all);
    narrow.removeIf(
        n ->
            IntStream.range(0, n.prefix())
                .anyMatch(prefix -> all.contains(WireGuardPeers.masked(n, prefix))));
    return had.allow()
            && had.networks().isEmpty()
            && Set.copyOf(narrow).equals(Set.copyOf(NetworkRules.PRIVATE))
        ? had
        : new Settings.Lan(true, Optional.of(narrow), had.dns());
  }
}
