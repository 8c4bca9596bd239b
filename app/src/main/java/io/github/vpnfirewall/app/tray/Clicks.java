package io.github.vpnfirewall.app.tray;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Passes on what a person does with the icon, on the listener's thread. A double click is one
 * click: Plasma sends the first button's action once for each press.
 */
final class Clicks {
  /** How soon after a click another one counts as its echo. */
  static final long ECHO_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private final Executor listenerThread;
  private final Tray.Listener listener;
  private final LongSupplier nanoTime;

  private boolean toggledBefore;
  private long lastToggle;

  Clicks(Executor listenerThread, Tray.Listener listener, LongSupplier nanoTime) {
    this.listenerThread = listenerThread;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /** A command was chosen, by the icon or by the menu. Returns at once. */
  void choose(MenuEntry.Command command) {
    if (command != MenuEntry.Command.TOGGLE || !echo()) {
      listenerThread.execute(() -> listener.chosen(command));
    }
  }

  /** Echoes count too: however long a burst of clicks is, it toggles once. */
  private synchronized boolean echo() {
    long now = nanoTime.getAsLong();
    boolean echo = toggledBefore && now - lastToggle < ECHO_NANOS;
    toggledBefore = true;
    lastToggle = now;
    return echo;
  }
}
