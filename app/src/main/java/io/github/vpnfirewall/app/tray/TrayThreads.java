package io.github.vpnfirewall.app.tray;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tray's threads: one that talks to the desktop, one that looks for the bus, one for the
 * listener, one for notifications. None keeps the program alive; what comes after the end is
 * dropped.
 */
final class TrayThreads {
  private static final Logger LOG = LoggerFactory.getLogger(TrayThreads.class);

  private final ScheduledThreadPoolExecutor worker;
  private final ThreadPoolExecutor dialer = single("tray-dialer");
  private final ThreadPoolExecutor listener = single("tray-listener");
  private final ThreadPoolExecutor notifier = single("tray-notifier");

  TrayThreads() {
    worker = new ScheduledThreadPoolExecutor(1, daemons("tray"));
    worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    worker.setRemoveOnCancelPolicy(true);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** For all that talks to the desktop. */
  ScheduledExecutorService worker() {
    return worker;
  }

  /** For opening connections. */
  Executor dialer() {
    return logged(dialer);
  }

  /** For the listener. What it throws is logged. */
  Executor listener() {
    return logged(listener);
  }

  /** For notifications. */
  Executor notifier() {
    return logged(notifier);
  }

  /** Ends all of them, after what they have begun. */
  void close() {
    worker.shutdown();
    dialer.shutdown();
    listener.shutdown();
    notifier.shutdown();
  }

  private static Executor logged(Executor executor) {
    return task ->
        executor.execute(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.error("A task of the tray failed", e);
              }
            });
  }

  private static ThreadPoolExecutor single(String name) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
    executor.allowCoreThreadTimeOut(true);
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    return executor;
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
