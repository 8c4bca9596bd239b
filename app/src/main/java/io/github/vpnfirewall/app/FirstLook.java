package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.time.Instant;

/**
 * Has the helper look into the kernel where nobody has since the machine was started, and says that
 * it is being looked at until then. Its look leaves a report for everyone. Nobody asked for it, so
 * it is not done where it would ask for a password.
 */
final class FirstLook {
  /** A session may become the active one later. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final HelperClient helper;
  private final Runnable known;
  private boolean looking;
  private boolean asked;
  private Instant refused = Instant.MIN;

  /**
   * @param known told when there will be no look, so that what is known must do; from any thread
   */
  FirstLook(HelperClient helper, Runnable known) {
    this.helper = helper;
    this.known = known;
  }

  /** What to show of a picture. */
  Picture shown(Picture picture, Instant now) {
    boolean begin;
    synchronized (this) {
      if (!picture.unreported()) {
        asked = false; // if the report vanishes, the next one is asked for
        return picture;
      }
      boolean later = now.isBefore(refused) || !now.isBefore(refused.plus(AGAIN));
      begin = !asked && !looking && later;
      looking |= begin;
    }
    if (begin) {
      var unused = helper.isFree(Verb.STATUS).thenAccept(free -> decided(free, now));
    }
    synchronized (this) {
      return looking ? picture.looking() : picture;
    }
  }

  private void decided(boolean free, Instant now) {
    if (free) {
      synchronized (this) {
        asked = true;
      }
      // The monitor looks when it is done: it is shown then, and not before.
      var unused = helper.call(Verb.STATUS).whenComplete((result, failure) -> done());
    } else {
      synchronized (this) {
        refused = now;
      }
      done();
      known.run();
    }
  }

  private synchronized void done() {
    looking = false;
  }
}
