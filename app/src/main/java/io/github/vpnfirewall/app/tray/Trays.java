package io.github.vpnfirewall.app.tray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;

/** Opens the tray of the desktop that this program runs on. */
public final class Trays {
  /** Silent: it counts every lost connection as severe, and all that matters of it is thrown. */
  private static final Logger DBUS_JAVA = Logger.getLogger("org.freedesktop.dbus");

  static {
    DBUS_JAVA.setLevel(Level.OFF);
  }

  private Trays() {}

  /**
   * A tray that shows nothing yet. Returns at once and never fails: where there is no tray, it
   * stays invisible, tells the listener so a few seconds after the first {@link Tray#show}, and
   * goes on looking for one.
   *
   * @param early whether the desktop itself may still be starting, so that it is told so only after
   *     a minute
   */
  public static DesktopTray open(Tray.Listener listener, boolean early) {
    return new DesktopTray(
        listener, Trays::connect, Trays::fallback, early ? TrayTimes.EARLY : TrayTimes.USUAL);
  }

  /**
   * What is the same for all programs of a session, and for no others: its bus, or its screen where
   * it has no bus.
   *
   * @param environment the environment's variables; null for those that there are none of
   */
  public static String session(Function<String, String> environment) {
    return SessionAddress.find(environment)
        .orElse(environment.apply("WAYLAND_DISPLAY") + " " + environment.apply("DISPLAY"));
  }

  private static DBusConnection connect(Runnable lost) throws Exception {
    String address =
        SessionAddress.find(System::getenv)
            .orElseThrow(() -> new IOException("no session bus that can be reached"));
    return connect(address, lost);
  }

  /** Opens a connection of our own to a bus. */
  static DBusConnection connect(String address, Runnable lost) throws Exception {
    Optional<String> socket =
        Optional.of(address.split("[=,]", 3))
            .filter(parts -> parts.length > 1 && parts[0].equals("unix:path"))
            .map(parts -> parts[1]);
    if (socket.isPresent() && !Files.exists(Path.of(socket.get()))) {
      // Else dbus-java waits ten seconds for it.
      throw new IOException("no session bus at " + socket.get());
    }
    try {
      return built(address, lost);
    } catch (RuntimeException dropped) {
      // dbus-java 5.2.0 throws these, null pointers among them, where a bus hangs up before the
      // hello.
      throw new IOException("the session bus hung up at once", dropped);
    }
  }

  private static DBusConnection built(String address, Runnable lost) throws Exception {
    return DBusConnectionBuilder.forAddress(address)
        .withShared(false)
        .withDisconnectCallback(
            new IDisconnectCallback() {
              @Override
              public void disconnectOnError(IOException reason) {
                lost.run();
              }
            })
        .receivingThreadConfig()
        .withMethodCallThreadCount(1)
        .connectionConfig()
        .build();
  }

  private static Optional<FallbackTray> fallback(
      TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
    // Asked before AWT is so much as loaded: most desktops never need it.
    return !onX11(System::getenv) ? Optional.empty() : AwtTray.open(model, clicks, visible);
  }

  /** Whether this is an X11 session. A Wayland one has no old tray, and would start an X server. */
  static boolean onX11(Function<String, String> environment) {
    return said(environment.apply("DISPLAY")) && !said(environment.apply("WAYLAND_DISPLAY"));
  }

  private static boolean said(String value) {
    return value != null && !value.isBlank();
  }
}
