package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when to arm again without being asked: at once when something leaks, then ever more
 * rarely, for as long as it leaks. What is blocked altogether is tried to be repaired in the same
 * way, but a few times only: it can wait for a person. What holds for a while starts anew. Not
 * thread-safe.
 */
final class Rearming {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** So long must nothing leak before the next leak counts as a new one. */
  private static final Duration HELD = Duration.ofMinutes(1);

  private static final int MOST_REPAIRS = 3;

  private Duration pause = Duration.ZERO;
  private Instant lastTry = Instant.MIN;
  private Instant lastTrouble = Instant.MIN;
  private int repairs;
  private boolean givenUp;

  /** Whether to arm now. Takes for granted that it is done then. */
  boolean due(Picture picture, Instant now) {
    if (picture.protection() != Protection.LEAKING && !picture.stuck()) {
      if (lastTrouble.isBefore(now.minus(HELD))) {
        pause = Duration.ZERO;
        givenUp = false;
        repairs = 0;
      }
      return false;
    }
    lastTrouble = now;
    // A clock that was set back must not hold anything up.
    boolean waited = now.isBefore(lastTry) || !now.isBefore(lastTry.plus(pause));
    if (picture.busy() || givenUp || !waited || (picture.stuck() && repairs++ >= MOST_REPAIRS)) {
      return false;
    }
    lastTry = now;
    pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
    return true;
  }

  /** What came of it: one that needs a password is not tried again, or dialogs would pile up. */
  void done(HelperResult result) {
    givenUp =
        result instanceof HelperResult.Dismissed
            || result instanceof HelperResult.NotAuthorized
            || result instanceof HelperResult.NoAgent;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
