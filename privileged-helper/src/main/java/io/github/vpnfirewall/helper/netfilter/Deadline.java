package io.github.vpnfirewall.helper.netfilter;

import java.time.Duration;

/** The moment at which the helper's time is up (design §4). */
public final class Deadline {
  private final long nanoTime;

  private Deadline(long nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** That long from now. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  /** What is left of it in milliseconds, never less than 0. */
  public long leftMillis() {
    return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000);
  }
}
