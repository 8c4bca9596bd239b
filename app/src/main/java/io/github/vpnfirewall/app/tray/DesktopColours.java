package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.SettingsPortal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.Variant;

/** Learns from the desktop over its bus whether it is light or dark, and how large its text is. */
public final class DesktopColours {
  private static final Logger LOG = Logger.getLogger(DesktopColours.class.getName());
  private static final String COLOURS = "org.freedesktop.appearance";
  private static final String SCHEME = "color-scheme";
  private static final int PREFERS_DARK = 1;

  /** GNOME's, which other desktops' portals answer for, too. */
  private static final String INTERFACE = "org.gnome.desktop.interface";

  private static final String TEXT_SCALE = "text-scaling-factor";
  private static final double SMALLEST = 0.5;
  private static final double LARGEST = 3;

  private final Consumer<Look> listener;
  private Look look = new Look(false, 1);

  DesktopColours(Consumer<Look> listener) {
    this.listener = listener;
  }

  /**
   * How windows shall look.
   *
   * @param dark whether the desktop is dark
   * @param textScale how many times as large as usual text is, 0.5 to 3
   */
  public record Look(boolean dark, double textScale) {}

  /**
   * Asks in the background, and then listens for changes as long as this program runs. A desktop
   * that does not say is taken for light, and its text for one of the usual size.
   *
   * @param listener told how it is, on a thread of its own; never told without a bus
   */
  public static void follow(Consumer<Look> listener) {
    Optional<String> address = SessionAddress.find(System::getenv);
    if (address.isPresent()) {
      DesktopColours colours = new DesktopColours(listener);
      Thread thread = new Thread(() -> colours.listen(address.get()), "desktop-colours");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Tells how it is and how it becomes on this bus.
   *
   * @return ends it when closed; empty if there is no bus
   */
  static Optional<AutoCloseable> follow(String address, Consumer<Look> listener) {
    return new DesktopColours(listener).listen(address);
  }

  private Optional<AutoCloseable> listen(String address) {
    try {
      DBusConnection bus = Trays.connect(address, () -> {});
      bus.addSigHandler(
          SettingsPortal.SettingChanged.class,
          changed -> take(changed.namespace, changed.key, changed.value));
      SettingsPortal portal =
          bus.getRemoteObject(SettingsPortal.NAME, SettingsPortal.PATH, SettingsPortal.class);
      ask(portal, COLOURS, SCHEME);
      ask(portal, INTERFACE, TEXT_SCALE);
      tell();
      return Optional.of(bus);
    } catch (Exception e) {
      // dbus-java has an exception for each way in which there can be no bus.
      LOG.log(Level.FINE, "the desktop cannot be asked how it looks", e);
      return Optional.empty();
    }
  }

  private void ask(SettingsPortal portal, String namespace, String key) {
    try {
      set(namespace, key, portal.read(namespace, key));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "the desktop does not say how it looks", e); // no portal, no such key
    }
  }

  private void take(String namespace, String key, Object value) {
    if (set(namespace, key, value)) {
      tell();
    }
  }

  /** Whether that made a difference. */
  synchronized boolean set(String namespace, String key, Object value) {
    Object plain = value;
    while (plain instanceof Variant<?> variant) {
      plain = variant.getValue();
    }
    Look before = look;
    if (plain instanceof Number number && namespace.equals(COLOURS) && key.equals(SCHEME)) {
      look = new Look(number.intValue() == PREFERS_DARK, look.textScale());
    }
    if (plain instanceof Number number && namespace.equals(INTERFACE) && key.equals(TEXT_SCALE)) {
      double scale = Math.min(LARGEST, Math.max(SMALLEST, number.doubleValue()));
      look = new Look(look.dark(), Double.isNaN(scale) ? 1 : scale);
    }
    return !look.equals(before);
  }

  synchronized Look look() {
    return look;
  }

  private synchronized void tell() {
    listener.accept(look);
  }
}
