package io.github.vpnfirewall.app.discovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** A connection of our own to the computer's message bus. */
final class SystemBus implements AutoCloseable {
  /** The variable that says where it is, if it is not at its usual place. */
  static final String VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS";

  /** Silent: it counts every lost connection as severe, and all that matters of it is thrown. */
  private static final Logger DBUS_JAVA = Logger.getLogger("org.freedesktop.dbus");

  static {
    DBUS_JAVA.setLevel(Level.OFF);
  }

  private final DBusConnection connection;

  private SystemBus(DBusConnection connection) {
    this.connection = connection;
  }

  /**
   * The address in dbus-java's form, if there is such a bus.
   *
   * @param environment as {@link System#getenv(String)}
   */
  static Optional<String> find(Function<String, String> environment) {
    String given = environment.apply(VARIABLE);
    if (given != null && !given.isBlank()) {
      return Arrays.stream(given.split(";"))
          .filter(address -> address.startsWith("unix:path=") || address.startsWith("tcp:"))
          .findFirst();
    }
    return Stream.of("/run/dbus/system_bus_socket", "/var/run/dbus/system_bus_socket")
        .filter(path -> Files.exists(Path.of(path)))
        .map(path -> "unix:path=" + path)
        .findFirst();
  }

  /**
   * Connects. May take ten seconds where there is a bus that does not answer.
   *
   * @throws IOException if there is no bus, or it hangs up
   */
  static SystemBus connect(String address) throws IOException {
    Optional<Path> socket =
        Optional.of(address.split("[=,]", 3))
            .filter(parts -> parts.length > 1 && parts[0].equals("unix:path"))
            .map(parts -> Path.of(parts[1]));
    if (socket.isPresent() && !Files.exists(socket.get())) {
      // Else dbus-java waits ten seconds for it.
      throw new IOException("no message bus at " + socket.get());
    }
    try {
      return new SystemBus(
          DBusConnectionBuilder.forAddress(address)
              .withShared(false)
              .receivingThreadConfig()
              .withMethodCallThreadCount(1)
              .connectionConfig()
              .build());
    } catch (DBusException | RuntimeException e) {
      // Also unchecked ones: dbus-java throws null pointers where a bus hangs up before the hello.
      throw new IOException("no message bus at " + address, e);
    }
  }

  /** Something on the bus that can be asked. */
  <T extends org.freedesktop.dbus.interfaces.DBusInterface> T remote(
      String owner, String path, Class<T> type) throws DBusException {
    return connection.getRemoteObject(owner, path, type);
  }

  /** All properties of one interface. */
  Map<String, Variant<?>> properties(String owner, String path, String of) throws DBusException {
    return remote(owner, path, Properties.class).GetAll(of);
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
