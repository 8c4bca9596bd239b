package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.SettingsPortal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.Variant;

/** Asks the desktop over its bus whether it is light or dark. */
public final class DesktopColours {
  private static final Logger LOG = Logger.getLogger(DesktopColours.class.getName());
  private static final String NAMESPACE = "org.freedesktop.appearance";
  private static final String KEY = "color-scheme";
  private static final int PREFERS_DARK = 1;

  private DesktopColours() {}

  /**
   * Asks once, in the background. A desktop that does not say is taken for light.
   *
   * @param listener told whether it is dark, on a thread of its own; never told without a bus
   */
  public static void ask(Consumer<Boolean> listener) {
    Optional<String> address = SessionAddress.find(System::getenv);
    if (address.isPresent()) {
      Thread thread = new Thread(() -> listener.accept(dark(address.get())), "desktop-colours");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether the portal on this bus says dark. */
  static boolean dark(String address) {
    try (DBusConnection bus = Trays.connect(address, () -> {})) {
      Object value =
          bus.getRemoteObject(SettingsPortal.NAME, SettingsPortal.PATH, SettingsPortal.class)
              .read(NAMESPACE, KEY);
      while (value instanceof Variant<?> variant) {
        value = variant.getValue();
      }
      return value instanceof Number number && number.intValue() == PREFERS_DARK;
    } catch (Exception e) {
      // No bus, no portal, or one that does not know: dbus-java has an exception for each.
      LOG.log(Level.FINE, "the desktop does not say whether it is light or dark", e);
      return false;
    }
  }
}
