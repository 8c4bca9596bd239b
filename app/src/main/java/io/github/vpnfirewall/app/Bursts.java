package io.github.vpnfirewall.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many times a minute and no more. Not thread-safe. */
final class Bursts {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int most;
  private final Deque<Instant> taken = new ArrayDeque<>();

  /**
   * @param most how many times a minute; at least 1
   */
  Bursts(int most) {
    this.most = most;
  }

  /** Whether there is one left now; it is used up then. */
  boolean take(Instant now) {
    // Also what lies ahead, because the clock was set back.
    taken.removeIf(at -> at.isAfter(now) || !at.isAfter(now.minus(WINDOW)));
    boolean left = taken.size() < most;
    if (left) {
      taken.add(now);
    }
    return left;
  }
}
