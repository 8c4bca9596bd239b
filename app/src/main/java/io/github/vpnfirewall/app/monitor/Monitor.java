package io.github.vpnfirewall.app.monitor;

import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.PictureSource;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks whenever something may have changed and every few seconds besides, and tells every listener
 * what it all means.
 */
public final class Monitor implements PictureSource, AutoCloseable {
  private static final Logger LOG = System.getLogger(Monitor.class.getName());

  /**
   * While somebody disarms, the kernel is open a moment before the report says so. A leak is only
   * believed when it is still there after this many more looks.
   */
  private static final int SECOND_LOOKS = 5;

  private static final Duration SECOND_LOOK = Duration.ofMillis(200);

  private static final Set<Task> CHANGING =
      EnumSet.of(Task.ARMING, Task.DISARMING, Task.CONFIGURING);

  private final ScheduledThreadPoolExecutor thread;
  private final Function<Task, Observation> lookout;
  private final List<Consumer<Picture>> listeners = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> watches = new CopyOnWriteArrayList<>();
  private final AtomicBoolean due = new AtomicBoolean();
  private final Pace pace = new Pace();
  private volatile Task task = Task.NONE;
  private volatile Picture latest;

  /**
   * @param lookout reads everything anew; called on one thread
   * @param period how long to wait at most between two looks
   */
  Monitor(Function<Task, Observation> lookout, Duration period) {
    this.lookout = lookout;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "monitor");
              made.setDaemon(true);
              return made;
            });
    thread.setRemoveOnCancelPolicy(true);
    var unused =
        thread.scheduleWithFixedDelay(this::look, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to look at an installed machine.
   *
   * @param period how long to wait at most between two looks; under 10 s, for the age of test
   *     packets matters
   */
  public static Monitor start(Sources sources, Duration period) {
    Monitor monitor = new Monitor(Lookout.of(sources)::look, period);
    monitor.watches.add(new LinkEvents(LinkEvents.COMMAND, monitor::refresh));
    monitor.watches.add(
        new FileEvents(List.of(sources.report(), sources.settings()), monitor::refresh));
    return monitor;
  }

  @Override
  public Optional<Picture> latest() {
    return Optional.ofNullable(latest);
  }

  @Override
  public Subscription listen(Consumer<Picture> listener) {
    // On the one thread, so that no picture is missed and none comes twice or in the wrong order.
    submit(
        () -> {
          listeners.add(listener);
          latest().ifPresent(picture -> tell(listener, picture));
        });
    return () -> listeners.remove(listener);
  }

  @Override
  public void refresh() {
    if (due.compareAndSet(false, true)) {
      // The end of what the helper is about to change is looked at in any case, and at once.
      long least = CHANGING.contains(task) ? Pace.LONGEST.toNanos() : 0;
      long delay = Math.max(least, pace.delay(System.nanoTime()));
      try {
        var unused = thread.schedule(this::look, delay, TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "an event after the end", e);
      }
    }
  }

  /** Says what the helper is doing from now on; what is shown follows at once. */
  public void task(Task now) {
    submit(
        () -> {
          task = now;
          // What it begins to change was looked at a moment ago, and the processors are for it.
          if (latest != null && CHANGING.contains(now)) {
            show(ProtectionMap.picture(latest.observation().with(now)));
          } else {
            look();
          }
        });
  }

  private void show(Picture picture) {
    latest = picture;
    listeners.forEach(listener -> tell(listener, picture));
  }

  private void submit(Runnable work) {
    try {
      thread.execute(work);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "a question after the end", e);
    }
  }

  private void look() {
    due.set(false);
    try {
      Picture picture = ProtectionMap.picture(lookout.apply(task));
      for (int i = 0; i < SECOND_LOOKS && surprising(picture); i++) {
        Thread.sleep(SECOND_LOOK.toMillis());
        picture = ProtectionMap.picture(lookout.apply(task));
      }
      show(picture);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "could not look", e);
      show(ProtectionMap.blind(Instant.now())); // what was seen last must not be shown for ever
    }
  }

  private boolean surprising(Picture picture) {
    return picture.protection() == Protection.LEAKING
        && latest().map(before -> before.protection() != Protection.LEAKING).orElse(false);
  }

  private static void tell(Consumer<Picture> listener, Picture picture) {
    try {
      listener.accept(picture);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a listener failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    for (AutoCloseable watch : watches) {
      try {
        watch.close();
      } catch (Exception e) {
        LOG.log(Level.DEBUG, "could not close a watch", e);
      }
    }
  }
}
