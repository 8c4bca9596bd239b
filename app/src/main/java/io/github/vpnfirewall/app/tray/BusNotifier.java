package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.Notifications;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

  /** What a click on the notification itself is called. */
  private static final String CLICK = "default";

  private final Executor thread;
  private final Consumer<MenuEntry.Command> chosen;

  // Only on that thread.
  private DBusConnection bus;
  private Notice waiting;
  private Notice shown;
  private UInt32 last = NONE;

  /**
   * @param chosen told on that thread what a button was pressed for
   */
  BusNotifier(Executor thread, Consumer<MenuEntry.Command> chosen) {
    this.thread = thread;
    this.chosen = chosen;
  }

  @Override
  public void notify(Notice notice) {
    thread.execute(() -> say(notice));
  }

  /** From now on over this connection; null: over none. */
  void use(DBusConnection connection) {
    thread.execute(
        () -> {
          bus = connection;
          last = NONE;
          listen();
          if (bus != null && waiting != null) {
            say(waiting);
          }
        });
  }

  private void listen() {
    if (bus == null) {
      return;
    }
    try {
      bus.addSigHandler(
          Notifications.ActionInvoked.class,
          signal -> thread.execute(() -> pressed(signal.id, signal.action)));
    } catch (DBusException | RuntimeException e) {
      LOG.info("Buttons of notifications will not be heard: {}", e.toString());
    }
  }

  private void pressed(UInt32 id, String action) {
    // Every program's notifications are told of to every program.
    if (bus == null || !id.equals(last) || shown == null) {
      return;
    }
    shown.actions().stream()
        .map(Notice.Action::command)
        .filter(command -> name(command).equals(action))
        .forEach(chosen);
  }

  private void say(Notice notice) {
    waiting = bus == null ? notice : null;
    if (bus == null) {
      return;
    }
    try {
      Notifications desktop =
          bus.getRemoteObject(Notifications.NAME, Notifications.PATH, Notifications.class);
      List<String> capabilities = desktop.capabilities();
      Map<String, Variant<?>> hints =
          Map.of(
              "urgency", new Variant<>(notice.urgency().level()),
              "desktop-entry", new Variant<>("io.github.vpnfirewall"));
      shown = notice;
      last =
          desktop.post(
              "VPN Firewall",
              last,
              "io.github.vpnfirewall",
              notice.title(),
              capabilities.contains("body-markup") ? literal(notice.body()) : notice.body(),
              capabilities.contains("actions") ? actions(notice) : List.of(),
              hints,
              -1);
    } catch (DBusException | RuntimeException e) {
      LOG.info("Nobody shows notifications: {}", e.toString());
    }
  }

  /** In turn what each is called on the bus, and its label. */
  private static List<String> actions(Notice notice) {
    List<String> actions = new ArrayList<>();
    for (Notice.Action action : notice.actions()) {
      actions.add(name(action.command()));
      actions.add(action.label());
    }
    return actions;
  }

  /**
   * A click on the notification itself shows the status; some desktops have a button for it, too.
   */
  private static String name(MenuEntry.Command command) {
    return command == MenuEntry.Command.SHOW_STATUS ? CLICK : command.name();
  }

  private static String literal(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
