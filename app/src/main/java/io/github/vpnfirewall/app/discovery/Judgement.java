package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.Vpn.Origin;
import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Importer;
import io.github.vpnfirewall.app.importer.Kind;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.InvalidValueException;
import io.github.vpnfirewall.helper.protocol.Port;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes findings of facts. Pure. */
final class Judgement {
  private final Facts facts;
  private final List<RunningVpn> running;
  private final List<TunnelLink> up;

  private Judgement(Facts facts) {
    this.facts = facts;
    running = RunningVpns.judge(facts.running());
    up = facts.tunnels().stream().filter(TunnelLink::up).toList();
  }

  /**
   * @param links the interface that has one of this computer's addresses
   */
  static Findings of(Facts facts, Function<String, Optional<String>> links) {
    Judgement judgement = new Judgement(facts);
    return new Findings(
        facts.tunnels(),
        judgement.vpns(),
        facts.scan().locked(),
        judgement.running.stream().map(RunningVpn::program).distinct().sorted().toList(),
        RemoteSessions.judge(facts.session(), links),
        facts.silent().isEmpty() && facts.connections().complete());
  }

  private List<Vpn> vpns() {
    List<Vpn> all = new ArrayList<>();
    facts.connections().all().forEach(c -> connection(c).ifPresent(all::add));
    facts.scan().files().forEach(f -> file(f).ifPresent(all::add));
    if (all.stream().noneMatch(Vpn::active)) {
      all.addAll(guesses());
    }
    all.sort(Comparator.comparing((Vpn vpn) -> !vpn.active()).thenComparing(Vpn::origin));
    // The same VPN is often in NetworkManager and still among the downloads.
    Set<Object> seen = new LinkedHashSet<>();
    return all.stream().filter(vpn -> seen.add(way(vpn))).toList();
  }

  private static Object way(Vpn vpn) {
    Function<Endpoint, Object> address = e -> List.of(e.host(), e.port(), e.protocol());
    return vpn.imported().endpoints().stream().map(address).collect(Collectors.toSet());
  }

  private static Optional<Vpn> connection(Connections.Connection connection) {
    String name =
        Optional.ofNullable(connection.groups().get("connection"))
            .map(group -> group.get("id"))
            .orElse("");
    return read(
            name + ".nmconnection",
            KeyfileText.of(connection.groups()).getBytes(StandardCharsets.UTF_8))
        .map(read -> new Vpn(Origin.NETWORK_MANAGER, name, "", read, connection.active()));
  }

  private Optional<Vpn> file(ConfigFiles.Found file) {
    String name = String.valueOf(file.path().getFileName());
    Origin origin =
        switch (file.origin()) {
          case SYSTEM -> Origin.SYSTEM_FILE;
          case HOME -> Origin.HOME_FILE;
          case OLD_SCRIPT -> Origin.OLD_SCRIPT;
        };
    return read(name, file.content())
        // Elsewhere, the script's words mean nothing, and our own settings are no VPN.
        .filter(read -> (read.kind() == Kind.OLD_SCRIPT) == (origin == Origin.OLD_SCRIPT))
        .filter(read -> read.kind() != Kind.SETTINGS)
        .map(read -> new Vpn(origin, stem(name), file.path().toString(), read, active(file, read)));
  }

  private static Optional<Imported> read(String name, byte[] content) {
    try {
      return Optional.of(Importer.read(name, content)).filter(r -> !r.endpoints().isEmpty());
    } catch (ImportException e) {
      return Optional.empty(); // no VPN's client, or one that nobody could use
    }
  }

  /** A program was told to read this very file, or the file's own interface is up. */
  private boolean active(ConfigFiles.Found file, Imported read) {
    Path path = file.path();
    boolean told =
        running.stream()
            .flatMap(vpn -> vpn.configuration().stream())
            .anyMatch(
                named ->
                    named.isAbsolute()
                        ? named.equals(path.toAbsolutePath().normalize())
                        : file.origin() == ConfigFiles.Origin.SYSTEM && path.endsWith(named));
    boolean own =
        read.kind() == Kind.WIREGUARD
            && up.stream()
                .anyMatch(link -> link.name().equals(stem(path.getFileName().toString())));
    return told || own;
  }

  private List<Vpn> guesses() {
    Set<String> names = up.stream().map(TunnelLink::name).collect(Collectors.toSet());
    return ServerHints.judge(facts.routes(), facts.streams(), names).stream()
        .map(hint -> new Vpn(Origin.GUESS, hint.address().toString(), "", guess(hint), true))
        .toList();
  }

  private Imported guess(ServerHint hint) {
    OptionalInt port =
        hint.port().map(Port::number).map(OptionalInt::of).orElse(OptionalInt.empty());
    Endpoint endpoint =
        new Endpoint(
            hint.address().toString(),
            port,
            port.isPresent() ? ServerProtocol.TCP : ServerProtocol.ANY,
            "");
    return new Imported(
        "",
        Kind.OPENVPN,
        List.of(endpoint),
        up.stream()
            .flatMap(link -> name(link).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new)),
        List.of(),
        Imported.More.NONE);
  }

  /** The name as settings take it, unless it cannot be a tunnel's. */
  static Optional<InterfaceName> name(TunnelLink link) {
    try {
      return Optional.of(new InterfaceName(link.name())).filter(name -> !name.looksPhysical());
    } catch (InvalidValueException e) {
      return Optional.empty();
    }
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
