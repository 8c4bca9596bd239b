package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.look.dbus.SettingsPortal;
import io.github.vpnfirewall.app.tray.SessionAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.types.Variant;

/** Asks the desktop whether it is light or dark. */
public final class DesktopTheme {
  private static final Logger LOG = Logger.getLogger(DesktopTheme.class.getName());
  private static final String NAMESPACE = "org.freedesktop.appearance";
  private static final String KEY = "color-scheme";
  private static final int PREFERS_DARK = 1;

  private DesktopTheme() {}

  /**
   * Asks once, in the background. A desktop that does not say is taken for light.
   *
   * @param listener told the answer, on a thread of its own
   */
  public static void ask(Consumer<Theme> listener) {
    Optional<String> address = SessionAddress.find(System::getenv);
    if (address.isPresent()) {
      Thread thread = new Thread(() -> listener.accept(read(address.get())), "desktop-theme");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** What the portal on this bus says. */
  static Theme read(String address) {
    try (DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build()) {
      Object value =
          bus.getRemoteObject(SettingsPortal.NAME, SettingsPortal.PATH, SettingsPortal.class)
              .read(NAMESPACE, KEY);
      while (value instanceof Variant<?> variant) {
        value = variant.getValue();
      }
      return value instanceof Number number && number.intValue() == PREFERS_DARK
          ? Theme.DARK
          : Theme.LIGHT;
    } catch (Exception e) {
      // No bus, no portal, or one that does not know: dbus-java has an exception for each.
      LOG.log(Level.FINE, "the desktop does not say whether it is light or dark", e);
      return Theme.LIGHT;
    }
  }
}
