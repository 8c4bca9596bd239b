package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.Notifications;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications over the session bus. What is said while there is no bus is said when there is one.
 * On a thread of its own, since a desktop may first have to start who shows them.
 */
final class BusNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(BusNotifier.class);
  private static final UInt32 NONE = new UInt32(0);

  private final Executor thread;

  // Only on that thread.
  private DBusConnection bus;
  private Notice waiting;
  private UInt32 last = NONE;

  private record Notice(String title, String body, Urgency urgency) {}

  BusNotifier(Executor thread) {
    this.thread = thread;
  }

  @Override
  public void notify(String title, String body, Urgency urgency) {
    thread.execute(() -> say(new Notice(title, body, urgency)));
  }

  /** From now on over this connection; null: over none. */
  void use(DBusConnection connection) {
    thread.execute(
        () -> {
          bus = connection;
          last = NONE;
          if (bus != null && waiting != null) {
            say(waiting);
          }
        });
  }

  private void say(Notice notice) {
    waiting = bus == null ? notice : null;
    if (bus == null) {
      return;
    }
    try {
      Notifications desktop =
          bus.getRemoteObject(Notifications.NAME, Notifications.PATH, Notifications.class);
      boolean markup = desktop.capabilities().contains("body-markup");
      Map<String, Variant<?>> hints =
          Map.of(
              "urgency", new Variant<>(notice.urgency().level()),
              "desktop-entry", new Variant<>("io.github.vpnfirewall"));
      last =
          desktop.post(
              "VPN Firewall",
              last,
              "io.github.vpnfirewall",
              notice.title(),
              markup ? literal(notice.body()) : notice.body(),
              List.of(),
              hints,
              -1);
    } catch (DBusException | RuntimeException e) {
      LOG.info("Nobody shows notifications: {}", e.toString());
    }
  }

  private static String literal(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
