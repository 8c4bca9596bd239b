package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.dbus.LoginSession;
import io.github.vpnfirewall.app.discovery.dbus.NetworkManagerConnection;
import io.github.vpnfirewall.app.discovery.dbus.NetworkManagerNames;
import io.github.vpnfirewall.app.discovery.dbus.NetworkManagerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** NetworkManager and logind on a bus, with what a test gives them. */
final class FakeNetworkManager implements AutoCloseable {
  private static final String ROOT = NetworkManagerNames.MANAGER_PATH;

  private final DBusConnection bus;
  private final List<DBusPath> connections = new ArrayList<>();
  private final List<DBusPath> active = new ArrayList<>();

  FakeNetworkManager(String address) throws DBusException {
    bus = DBusConnectionBuilder.forAddress(address).withShared(false).build();
  }

  /** Keeps a connection. */
  FakeNetworkManager with(Map<String, Map<String, Variant<?>>> settings) throws DBusException {
    return with(
        new Connection(path()) {
          @Override
          public Map<String, Map<String, Variant<?>>> settings() {
            return settings;
          }
        });
  }

  /** Keeps a connection that is another user's. */
  FakeNetworkManager withForeign() throws DBusException {
    return with(
        new Connection(path()) {
          @Override
          public Map<String, Map<String, Variant<?>>> settings() {
            throw new DBusExecutionException("No permission");
          }
        });
  }

  /** Keeps a connection that never answers. */
  FakeNetworkManager withHanging() throws DBusException {
    return with(
        new Connection(path()) {
          @Override
          public Map<String, Map<String, Variant<?>>> settings() {
            // Not at the bus's end either: an answer that finds no bus would fail another test.
            while (true) {
              LockSupport.park();
              Thread.interrupted(); // or it would not wait any more
            }
          }
        });
  }

  /** The last one is on, or only about to be. */
  FakeNetworkManager active(boolean activated) throws DBusException {
    String path = ROOT + "/ActiveConnection/" + active.size();
    Map<String, Variant<?>> properties =
        Map.of(
            NetworkManagerNames.CONNECTION, new Variant<>(connections.get(connections.size() - 1)),
            NetworkManagerNames.STATE, new Variant<>(new UInt32(activated ? 2 : 1)));
    bus.exportObject(path, new Held(path, properties));
    active.add(new DBusPath(path));
    return this;
  }

  /** Answers from now on. */
  FakeNetworkManager start() throws DBusException {
    List<DBusPath> all = List.copyOf(connections);
    bus.exportObject(
        NetworkManagerSettings.PATH,
        new NetworkManagerSettings() {
          @Override
          public List<DBusPath> connections() {
            return all;
          }

          @Override
          public String getObjectPath() {
            return NetworkManagerSettings.PATH;
          }
        });
    Map<String, Variant<?>> manager =
        Map.of(NetworkManagerNames.ACTIVE_CONNECTIONS, new Variant<>(List.copyOf(active), "ao"));
    bus.exportObject(ROOT, new Held(ROOT, manager));
    bus.requestBusName(NetworkManagerNames.MANAGER);
    return this;
  }

  /** Has logind know of a session. */
  void login(boolean remote, String host, String service) throws DBusException {
    Map<String, Variant<?>> session =
        Map.of(
            LoginSession.REMOTE, new Variant<>(remote),
            LoginSession.REMOTE_HOST, new Variant<>(host),
            LoginSession.SERVICE, new Variant<>(service));
    bus.exportObject(LoginSession.PATH, new Held(LoginSession.PATH, session));
    bus.requestBusName(LoginSession.OWNER);
  }

  @Override
  public void close() {
    bus.disconnect();
  }

  private String path() {
    return NetworkManagerSettings.PATH + "/" + connections.size();
  }

  private FakeNetworkManager with(Connection connection) throws DBusException {
    bus.exportObject(connection.getObjectPath(), connection);
    connections.add(new DBusPath(connection.getObjectPath()));
    return this;
  }

  /** A connection at its path. */
  private abstract static class Connection implements NetworkManagerConnection {
    private final String path;

    Connection(String path) {
      this.path = path;
    }

    @Override
    public String getObjectPath() {
      return path;
    }
  }

  /** An object that is nothing but its properties. */
  private record Held(String path, Map<String, Variant<?>> properties) implements Properties {
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <A> A Get(String interfaceName, String property) {
      return (A) properties.get(property);
    }

    @Override
    public <A> void Set(String interfaceName, String property, A value) {
      throw new UnsupportedOperationException(property);
    }

    @Override
    public Map<String, Variant<?>> GetAll(String interfaceName) {
      return properties;
    }

    @Override
    public String getObjectPath() {
      return path;
    }
  }
}
