package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.dbus.NetworkManagerConnection;
import io.github.vpnfirewall.app.discovery.dbus.NetworkManagerNames;
import io.github.vpnfirewall.app.discovery.dbus.NetworkManagerSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.Variant;

/** Asks NetworkManager for its VPN connections; never for a secret. */
final class NetworkManager {
  private static final Logger LOG = System.getLogger(NetworkManager.class.getName());

  private final SystemBus bus;

  NetworkManager(SystemBus bus) {
    this.bus = bus;
  }

  /**
   * Reads the connections, those that are on first, for as long as there is time.
   *
   * @param time after this long no further one is asked for; a single answer may take longer
   * @throws DBusException if there is no NetworkManager
   */
  Connections vpns(Duration time) throws DBusException {
    long end = System.nanoTime() + time.toNanos();
    Set<String> active = active();
    Set<String> paths = new LinkedHashSet<>(active);
    NetworkManagerSettings settings =
        bus.remote(
            NetworkManagerSettings.OWNER,
            NetworkManagerSettings.PATH,
            NetworkManagerSettings.class);
    settings.connections().stream().map(DBusPath::getPath).forEach(paths::add);
    List<Connections.Connection> found = new ArrayList<>();
    for (String path : paths) {
      if (System.nanoTime() - end > 0) {
        return new Connections(found, false);
      }
      read(path).ifPresent(g -> found.add(new Connections.Connection(g, active.contains(path))));
    }
    return new Connections(found, true);
  }

  private Optional<Map<String, Map<String, String>>> read(String path) {
    try {
      Map<String, Map<String, Variant<?>>> settings =
          bus.remote(NetworkManagerSettings.OWNER, path, NetworkManagerConnection.class).settings();
      return KeyfileGroups.vpn(settings)
          ? Optional.of(KeyfileGroups.of(settings))
          : Optional.empty();
    } catch (DBusException | DBusExecutionException e) {
      // Another user's, or deleted a moment ago.
      LOG.log(Level.DEBUG, "a connection cannot be read", e);
      return Optional.empty();
    }
  }

  /** Where the connections are that are on. */
  private Set<String> active() throws DBusException {
    Set<String> found = new LinkedHashSet<>();
    Object paths =
        bus.properties(
                NetworkManagerNames.MANAGER,
                NetworkManagerNames.MANAGER_PATH,
                NetworkManagerNames.MANAGER)
            .getOrDefault(NetworkManagerNames.ACTIVE_CONNECTIONS, new Variant<>(""))
            .getValue();
    for (Object path : paths instanceof List<?> list ? list : List.of()) {
      try {
        Map<String, Variant<?>> connection =
            bus.properties(
                NetworkManagerNames.MANAGER, path.toString(), NetworkManagerNames.ACTIVE);
        Object state = connection.getOrDefault(NetworkManagerNames.STATE, zero()).getValue();
        Variant<?> which = connection.get(NetworkManagerNames.CONNECTION);
        if (which != null
            && state instanceof Number number
            && number.intValue() == NetworkManagerNames.ACTIVATED) {
          found.add(which.getValue().toString());
        }
      } catch (DBusException | DBusExecutionException e) {
        LOG.log(Level.DEBUG, "a connection that is on cannot be read", e);
      }
    }
    return found;
  }

  private static Variant<?> zero() {
    return new Variant<>(0);
  }
}
