package io.github.vpnfirewall.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the program ends: by its menu, with its session, or because it is told to by a signal. In
 * each case what is open is closed first, and the exit code is 0.
 */
final class Ending {
  private static final long PATIENCE_SECONDS = 3;

  private final CountDownLatch wanted = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);

  /** Ends the program when SIGTERM, SIGINT or SIGHUP comes. */
  void onSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "ending"));
  }

  private void signalled() {
    if (wanted.getCount() == 0) {
      return; // it ends by itself
    }
    wanted.countDown();
    try {
      boolean unused = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Java would say 143, which whoever started it would take for a failure.
    Runtime.getRuntime().halt(0);
  }

  /** Ends it. Returns at once. */
  void want() {
    wanted.countDown();
  }

  /** Waits until it shall end. */
  void await() throws InterruptedException {
    wanted.await();
  }

  /** Everything is closed. */
  void done() {
    done.countDown();
  }
}
