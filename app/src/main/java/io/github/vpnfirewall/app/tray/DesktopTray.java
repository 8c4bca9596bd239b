package io.github.vpnfirewall.app.tray;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The icon in whichever tray the desktop has: as a StatusNotifierItem wherever a watcher is, in the
 * fallback tray while there is none.
 */
public final class DesktopTray implements Tray, Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopTray.class);

  private final ScheduledExecutorService worker;
  private final TrayThreads threads;
  private final TrayTimes times;
  private final FallbackTray.Opener fallbackOpener;
  private final Clicks clicks;
  private final SessionBus bus;
  private final BusNotifier notifier;
  private final Visibility visibility;
  private final AtomicReference<TrayModel> model = new AtomicReference<>();

  // Only on the worker.
  private DBusConnection connection;
  private BusPresence presence;
  private FallbackTray fallback;
  private BusPresence.Standing standing = BusPresence.Standing.NO_WATCHER;
  private int watcherless;
  private Future<?> busyLater;
  private Future<?> wordsLater;

  DesktopTray(
      Listener listener,
      SessionBus.Connector connector,
      FallbackTray.Opener fallbackOpener,
      TrayTimes times) {
    threads = new TrayThreads();
    worker = threads.worker();
    this.times = times;
    this.fallbackOpener = fallbackOpener;
    clicks = new Clicks(threads.listener(), listener, System::nanoTime);
    notifier = new BusNotifier(threads.notifier(), clicks::choose);
    visibility =
        new Visibility(
            worker,
            times,
            visible -> threads.listener().execute(() -> listener.visibilityChanged(visible)));
    bus = new SessionBus(connector, threads.dialer(), worker, times.firstPauseMillis(), new Bus());
    worker.execute(bus::connect);
  }

  @Override
  public void show(TrayModel next) {
    TrayModel before = model.getAndSet(next);
    if (before == null) {
      worker.execute(this::appear);
    } else if (!before.equals(next)) {
      worker.execute(this::refresh);
    }
  }

  @Override
  public boolean visible() {
    return visibility.now();
  }

  @Override
  public void notify(Notice notice) {
    notifier.notify(notice);
  }

  @Override
  public void close() {
    worker.execute(
        () -> {
          closeFallback();
          bus.close();
          threads.close();
        });
  }

  private void appear() {
    visibility.is(false);
    if (connection != null) {
      present();
    } else {
      stand(BusPresence.Standing.NO_WATCHER);
    }
  }

  private void refresh() {
    if (model.get().icon() != TrayIcon.BUSY) {
      refreshNow();
    } else if (isDone(busyLater)) {
      busyLater = worker.schedule(this::refreshNow, times.busyMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void refreshNow() {
    if (busyLater != null) {
      busyLater.cancel(false);
    }
    if (presence != null) {
      presence.publishPicture();
      if (isDone(wordsLater)) {
        wordsLater =
            worker.schedule(this::publishWords, times.wordsMillis(), TimeUnit.MILLISECONDS);
      }
    }
    if (fallback != null) {
      fallback.show(model.get());
    }
  }

  private static boolean isDone(Future<?> change) {
    return change == null || change.isDone();
  }

  private void publishWords() {
    if (presence != null) {
      presence.publishWords();
    }
  }

  private void present() {
    if (presence != null) {
      return;
    }
    try {
      BusPresence next =
          new BusPresence(connection, model::get, clicks, worker, times.hostMillis(), this::stand);
      next.start();
      presence = next;
    } catch (DBusException | RuntimeException e) {
      LOG.info("The session bus does not take the icon: {}", e.toString());
      stand(BusPresence.Standing.NO_WATCHER);
      bus.renew();
    }
  }

  private void stand(BusPresence.Standing next) {
    standing = next;
    if (next != BusPresence.Standing.NO_WATCHER) {
      watcherless++;
      closeFallback();
      visibility.is(next == BusPresence.Standing.SHOWN);
    } else if (fallback == null) {
      visibility.is(false);
      tryFallback(++watcherless, times.fallbackMillis());
    }
  }

  /** Tries for as long as there is neither watcher nor fallback: that one may come late too. */
  private void tryFallback(int occasion, long delayMillis) {
    Future<?> unused =
        worker.schedule(
            () -> {
              if (occasion == watcherless
                  && standing == BusPresence.Standing.NO_WATCHER
                  && !openFallback(occasion)) {
                tryFallback(occasion, times.fallbackAgainMillis());
              }
            },
            delayMillis,
            TimeUnit.MILLISECONDS);
  }

  private boolean openFallback(int occasion) {
    Optional<FallbackTray> opened =
        fallbackOpener.open(
            model.get(),
            clicks,
            visible ->
                worker.execute(
                    () -> {
                      if (occasion == watcherless) {
                        visibility.is(visible);
                      }
                    }));
    fallback = opened.orElse(null);
    return opened.isPresent();
  }

  private void closeFallback() {
    if (fallback != null) {
      fallback.close();
      fallback = null;
    }
  }

  private final class Bus implements SessionBus.User {
    @Override
    public void connected(DBusConnection opened) {
      connection = opened;
      notifier.use(opened);
      if (model.get() != null) {
        present();
      }
    }

    @Override
    public void disconnected() {
      notifier.use(null);
      connection = null;
      presence = null;
      if (model.get() != null && standing != BusPresence.Standing.NO_WATCHER) {
        stand(BusPresence.Standing.NO_WATCHER);
      }
    }
  }
}
