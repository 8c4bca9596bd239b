package io.github.vpnfirewall.app.tray;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the session bus that comes back: as soon as it is lost another one is tried for,
 * at growing intervals. Lives on the tray's worker thread; only the trying, which can take ten
 * seconds, has a thread of its own.
 */
final class SessionBus {
  private static final Logger LOG = LoggerFactory.getLogger(SessionBus.class);
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  /** Opens a connection, and calls {@code lost}, from whichever thread, when it breaks. */
  @FunctionalInterface
  interface Connector {
    /** Throws whatever it likes where there is no bus. */
    DBusConnection connect(Runnable lost) throws Exception;
  }

  /** Who uses the connection. Called on the worker. */
  interface User {
    /** There is one. */
    void connected(DBusConnection bus);

    /** There is none: not yet, or no longer. */
    void disconnected();
  }

  private final Connector connector;
  private final Executor dialer;
  private final ScheduledExecutorService worker;
  private final long firstPauseMillis;
  private final User user;
  private long pauseMillis;
  private int generation;
  private DBusConnection current;

  /** Not connected; see {@link #connect}. */
  SessionBus(
      Connector connector,
      Executor dialer,
      ScheduledExecutorService worker,
      long firstPauseMillis,
      User user) {
    this.connector = connector;
    this.dialer = dialer;
    this.worker = worker;
    this.firstPauseMillis = firstPauseMillis;
    this.user = user;
    pauseMillis = firstPauseMillis;
  }

  /** Tries once, and from then on for ever. */
  void connect() {
    int attempt = ++generation;
    dialer.execute(() -> dial(attempt));
  }

  private void dial(int attempt) {
    try {
      DBusConnection opened = connector.connect(() -> worker.execute(() -> lost(attempt)));
      worker.execute(() -> opened(attempt, opened));
    } catch (Exception e) {
      // Also unchecked ones: dbus-java throws StringIndexOutOfBoundsException at an empty address.
      LOG.debug("No session bus", e);
      worker.execute(() -> lost(attempt));
    }
  }

  private void opened(int attempt, DBusConnection opened) {
    if (attempt == generation) {
      current = opened;
      pauseMillis = firstPauseMillis;
      user.connected(opened);
    } else {
      opened.disconnect();
    }
  }

  /** Gives up a connection that is of no use, and tries for another one. */
  void renew() {
    disconnect();
    lost(generation);
  }

  /** Ends the connection. */
  void close() {
    generation++;
    disconnect();
  }

  private void disconnect() {
    if (current != null) {
      current.disconnect();
      current = null;
    }
  }

  private void lost(int attempt) {
    if (attempt == generation) {
      generation++;
      // A broken connection closes itself, and would wait for answers if asked to.
      current = null;
      user.disconnected();
      LOG.debug("Next attempt to reach the session bus in {} ms", pauseMillis);
      Future<?> unused = worker.schedule(this::connect, pauseMillis, TimeUnit.MILLISECONDS);
      pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    }
  }
}
