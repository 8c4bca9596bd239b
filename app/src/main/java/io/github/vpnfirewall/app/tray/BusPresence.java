package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.StatusNotifierWatcher;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The icon on one connection to the session bus: served there, and made known to whichever
 * StatusNotifier watcher there is, now and whenever another one takes over. Lives on the tray's
 * worker thread.
 */
final class BusPresence {
  private static final Logger LOG = LoggerFactory.getLogger(BusPresence.class);
  private static final long RETRY_MILLIS = 5_000;
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** How a session bus stands to the icon. */
  enum Standing {
    /** Nobody there collects icons. */
    NO_WATCHER,
    /** Icons are collected, and nobody shows them right now. */
    NO_HOST,
    /** It is shown. */
    SHOWN
  }

  private final DBusConnection bus;
  private final ScheduledExecutorService worker;
  private final long hostMillis;
  private final Consumer<Standing> standing;
  private final Announcer announcer;
  private final ItemObject item;
  private final MenuObject menu;
  private boolean watched;
  private boolean registered;
  private Future<?> later;
  private String service;

  /**
   * Not yet served; see {@link #start}.
   *
   * @param model what is to be shown, asked for at any time from any thread
   * @param hostMillis how long the icon waits, with a watcher that says that nobody shows icons,
   *     for whoever does
   * @param standing told on the worker whenever that may have changed
   */
  BusPresence(
      DBusConnection bus,
      Supplier<TrayModel> model,
      Clicks clicks,
      ScheduledExecutorService worker,
      long hostMillis,
      Consumer<Standing> standing) {
    this.bus = bus;
    this.worker = worker;
    this.hostMillis = hostMillis;
    this.standing = standing;
    announcer = new Announcer(bus, model);
    item = new ItemObject(model, clicks);
    menu = new MenuObject(announcer::menu, clicks);
  }

  /** Serves the icon and looks for a watcher from now on. */
  void start() throws DBusException {
    bus.exportObject(ItemObject.PATH, item);
    bus.exportObject(MenuObject.PATH, menu);
    // First the ear, then the question: a watcher that comes in between must not be missed.
    bus.addSigHandler(
        DBusMatchRuleBuilder.create()
            .withType(DBus.NameOwnerChanged.class)
            .withArg0123(0, StatusNotifierWatcher.NAME)
            .build(),
        (DBus.NameOwnerChanged signal) -> {
          if (signal.name.equals(StatusNotifierWatcher.NAME)) {
            worker.execute(() -> watcherIs(!signal.newOwner.isEmpty()));
          }
        });
    bus.addSigHandler(
        StatusNotifierWatcher.StatusNotifierHostRegistered.class,
        signal -> worker.execute(this::hostsChanged));
    bus.addSigHandler(
        StatusNotifierWatcher.StatusNotifierHostUnregistered.class,
        signal -> worker.execute(this::hostsChanged));
    DBus daemon = bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
    watcherIs(daemon.NameHasOwner(StatusNotifierWatcher.NAME));
  }

  /** Tells the desktop which picture is different since the last call. */
  void publishPicture() {
    announcer.announcePicture();
  }

  /** The same for words. */
  void publishWords() {
    announcer.announceWords();
  }

  private void watcherIs(boolean present) {
    watched = present;
    registered = false;
    forgetLater();
    if (!present) {
      standing.accept(Standing.NO_WATCHER);
    } else if (hostRegistered()) {
      register();
    } else {
      // A panel that is a watcher as well (Waybar) loses for good what is registered after it has
      // asked itself for all icons and before it listens for more: by then it says that it shows
      // them. Others never say so.
      standing.accept(Standing.NO_HOST);
      registerIn(hostMillis);
    }
  }

  /** Instead of what was to be done later until now. */
  private void registerIn(long millis) {
    forgetLater();
    later = worker.schedule(this::register, millis, TimeUnit.MILLISECONDS);
  }

  private void forgetLater() {
    if (later != null) {
      later.cancel(false);
    }
  }

  /** On a bus that died, nothing counts any more: the tray may be on another one. */
  private void hostsChanged() {
    if (!bus.isConnected()) {
      return;
    }
    boolean shown = watched && hostRegistered();
    if (registered) {
      standing.accept(shown ? Standing.SHOWN : Standing.NO_HOST);
    } else if (shown) {
      register();
    }
  }

  private void register() {
    if (!watched || registered || !bus.isConnected()) {
      return;
    }
    try {
      watcher(StatusNotifierWatcher.class).registerStatusNotifierItem(service());
      registered = true;
      hostsChanged();
    } catch (DBusException | RuntimeException e) {
      LOG.info("The StatusNotifier watcher did not take the icon: {}", e.toString());
      standing.accept(Standing.NO_WATCHER);
      registerIn(RETRY_MILLIS);
    }
  }

  /** The name that the specification wants; the connection's own where that cannot be had. */
  private String service() {
    if (service != null) {
      return service;
    }
    String name =
        "org.kde.StatusNotifierItem-%d-%d"
            .formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
    try {
      bus.requestBusName(name);
      service = name;
    } catch (DBusException | RuntimeException e) {
      service = bus.getUniqueName();
    }
    return service;
  }

  private boolean hostRegistered() {
    try {
      Object answer =
          watcher(Properties.class)
              .Get(StatusNotifierWatcher.NAME, "IsStatusNotifierHostRegistered");
      Object value = answer instanceof Variant<?> variant ? variant.getValue() : answer;
      return !Boolean.FALSE.equals(value);
    } catch (DBusException | RuntimeException e) {
      // A watcher that can't say: it took the icon, so it will be for showing it.
      return true;
    }
  }

  private <T extends DBusInterface> T watcher(Class<T> type) throws DBusException {
    return bus.getRemoteObject(StatusNotifierWatcher.NAME, StatusNotifierWatcher.PATH, type);
  }
}
