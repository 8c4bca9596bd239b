package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Uptime;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.state.Trial;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for the end of a trial and opens then, unless it was confirmed or ended before. It looks
 * again every second, so that neither sleep nor a clock that is set makes it late.
 */
public final class Keeper {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Opens, which takes a bounded time. */
  public interface Opening {
    /**
     * Takes the lock, looks whether the trial has ended, and disarms.
     *
     * @return whether that is done
     * @throws IOException if it can't be done now
     */
    boolean open() throws IOException;
  }

  /** The time between two looks. */
  public interface Pause {
    /** Waits. */
    void pass(Duration pause) throws InterruptedException;
  }

  private final StateFiles files;
  private final Uptime uptime;
  private final Opening opening;
  private final Pause pause;

  /**
   * @param opening opens when the time has come, and is tried until it works
   */
  public Keeper(StateFiles files, Uptime uptime, Opening opening, Pause pause) {
    this.files = files;
    this.uptime = uptime;
    this.opening = opening;
    this.pause = pause;
  }

  /** Keeps the trial to its end, whichever that is. */
  public void keep(String id) throws InterruptedException {
    Duration wait = PAUSE;
    while (true) {
      Duration left;
      try {
        Optional<Trial> trial = files.trial().filter(there -> there.id().equals(id));
        if (trial.isEmpty()) {
          return;
        }
        left = trial.get().left(uptime.sinceStart());
        if (left.compareTo(Duration.ZERO) <= 0 && opening.open()) {
          return;
        }
      } catch (IOException e) {
        Trouble.tell("The trial could not be ended, and it will be tried again", e);
        left = Duration.ZERO;
      }
      if (left.compareTo(Duration.ZERO) > 0) {
        pause.pass(shorter(left, PAUSE));
      } else {
        pause.pass(wait); // it did not work, and may not for a while
        wait = shorter(wait.multipliedBy(2), LONGEST_PAUSE);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
