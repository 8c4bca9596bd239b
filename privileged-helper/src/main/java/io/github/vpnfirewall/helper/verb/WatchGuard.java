package io.github.vpnfirewall.helper.verb;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells when a watch must end, whatever its own thread stands in: when nobody listens any more, and
 * when something hangs. Safe for use from several threads.
 */
public final class WatchGuard {
  /** So long may a look take with all that it waits for. */
  private static final Duration LOOK = Duration.ofSeconds(15);

  /** So long may a reader leave a full pipe. */
  private static final Duration WORD = Duration.ofSeconds(30);

  /** So long does what is under way go on when the input has ended. */
  private static final Duration END = Duration.ofMillis(700);

  /** But who closed it from the start still hears the first word. */
  private static final Duration FIRST_WORD = Duration.ofSeconds(8);

  private static final long NEVER = -1;

  /** What is to be done. */
  public enum Verdict {
    /** Nothing: all is well. */
    GO_ON,
    /** End: nobody listens. */
    OVER,
    /** End, as a failure: something hangs. */
    HANGS
  }

  private final LongSupplier nanoTime;
  private final long start;
  private long looking = NEVER;
  private long saying = NEVER;
  private long ended = NEVER;
  private boolean said;

  /**
   * @param nanoTime a clock that only goes on
   */
  public WatchGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  private long now() {
    return nanoTime.getAsLong() - start;
  }

  /** A look begins. */
  public synchronized void looks() {
    looking = now();
  }

  /** It has ended. */
  public synchronized void looked() {
    looking = NEVER;
  }

  /** A report is handed on. */
  public synchronized void says() {
    saying = now();
  }

  /** It was, or could not be. */
  public synchronized void said() {
    saying = NEVER;
    said = true;
  }

  /** The input has ended. */
  public synchronized void inputEnded() {
    ended = now();
  }

  /** What is to be done now. */
  public synchronized Verdict verdict() {
    if (past(ended, said ? END : FIRST_WORD)) {
      return Verdict.OVER;
    }
    return past(looking, LOOK) || past(saying, WORD) ? Verdict.HANGS : Verdict.GO_ON;
  }

  private boolean past(long since, Duration limit) {
    return since != NEVER && now() - since > limit.toNanos();
  }
}
