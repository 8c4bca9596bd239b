package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a file says.
 *
 * @param name the file's name without its folder; may be empty
 * @param kind what kind of file it is
 * @param endpoints where the VPN program connects to, in the file's order, none twice
 * @param interfaces names or patterns of the interfaces that it makes
 * @param remarks what a person should know
 * @param more what only some kinds of files say
 */
public record Imported(
    String name,
    Kind kind,
    List<Endpoint> endpoints,
    Set<InterfaceName> interfaces,
    List<Remark> remarks,
    More more) {
  /**
   * What only some kinds of files say.
   *
   * @param ipsec whether what an IPsec policy encrypts counts as tunnelled
   * @param lan the local networks that may be reached; empty if the file does not say
   * @param settings all settings, of {@link Kind#SETTINGS} alone
   */
  public record More(boolean ipsec, Optional<List<Network>> lan, Optional<Settings> settings) {
    /** What most files say. */
    public static final More NONE = new More(false, Optional.empty(), Optional.empty());

    /** Copies the list. */
    public More {
      lan = lan.map(List::copyOf);
    }
  }

  /** Copies the lists. */
  public Imported {
    endpoints = List.copyOf(endpoints);
    interfaces = Collections.unmodifiableSet(new LinkedHashSet<>(interfaces));
    remarks = List.copyOf(remarks);
  }

  /** Whether some server would be open for any port. */
  public boolean wide() {
    return endpoints.stream().anyMatch(Endpoint::wide);
  }

  /**
   * The same with one protocol and port for all servers that would be open for any.
   *
   * @param port empty if the protocol has none
   */
  public Imported narrowed(ServerProtocol protocol, OptionalInt port) {
    List<Endpoint> narrow =
        endpoints.stream()
            .map(e -> e.wide() ? new Endpoint(e.host(), port, protocol, e.label()) : e)
            .distinct()
            .toList();
    return new Imported(name, kind, narrow, interfaces, remarks, more);
  }
}
