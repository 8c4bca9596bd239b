package io.github.vpnfirewall.app.tray;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Whether the icon is shown. That it appeared is told at once; that it is not there only after a
 * while, since a panel that starts late or anew is no reason to open a window.
 */
final class Visibility {
  private final ScheduledExecutorService worker;
  private final long patienceMillis;
  private long nextPatienceMillis;
  private final Consumer<Boolean> told;
  private volatile boolean visible;
  private Optional<Boolean> lastTold = Optional.empty();
  private Optional<Future<?>> doubt = Optional.empty();

  /** Not visible, and nobody told so yet. */
  Visibility(ScheduledExecutorService worker, TrayTimes times, Consumer<Boolean> told) {
    this.worker = worker;
    patienceMillis = times.patienceMillis();
    nextPatienceMillis = times.firstPatienceMillis();
    this.told = told;
  }

  /** As it is this moment. May be called from any thread. */
  boolean now() {
    return visible;
  }

  /** It is so from now on. On the worker. */
  void is(boolean shown) {
    visible = shown;
    if (shown) {
      nextPatienceMillis = patienceMillis;
      doubt.ifPresent(timer -> timer.cancel(false));
      doubt = Optional.empty();
      tell();
    } else if (doubt.isEmpty()) {
      doubt = Optional.of(worker.schedule(this::tell, nextPatienceMillis, TimeUnit.MILLISECONDS));
    }
  }

  private void tell() {
    if (!lastTold.equals(Optional.of(visible))) {
      lastTold = Optional.of(visible);
      told.accept(visible);
    }
    doubt = Optional.empty();
  }
}
