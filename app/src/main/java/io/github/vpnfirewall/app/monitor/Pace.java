package io.github.vpnfirewall.app.monitor;

import java.time.Duration;

/**
 * How soon to look when something has happened: at once when it comes alone, and ever more rarely
 * while it comes in swarms. An interface that vanishes is a swarm of its own, of a few
 * milliseconds.
 */
final class Pace {
  static final Duration SHORTEST = Duration.ofMillis(4);
  static final Duration LONGEST = Duration.ofMillis(64);

  private static final int GROWTH = 4;

  private final long quiet = LONGEST.multipliedBy(4).toNanos();
  private long last;
  private long pause;
  private boolean begun;

  /**
   * How long to wait with the look that is due now; takes for granted that it is done then.
   *
   * @param now nanoseconds of a clock that only goes forward
   * @return nanoseconds, between none and {@link #LONGEST}
   */
  synchronized long delay(long now) {
    if (!begun || now - last > quiet) {
      begun = true;
      pause = 0;
      last = now;
      return 0;
    }
    pause = Math.min(Math.max(GROWTH * pause, SHORTEST.toNanos()), LONGEST.toNanos());
    long delay = Math.max(0, last + pause - now);
    last = now + delay;
    return delay;
  }
}
