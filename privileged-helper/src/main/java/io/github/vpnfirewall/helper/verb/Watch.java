package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.HelperLock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The verb {@code watch}: what is true, as often as it changes, until nobody listens any more. */
public final class Watch {
  /** From one look to the next. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  /** After so many looks without news the same is said again: a reader that is gone shows then. */
  private static final int LOOKS_WITHOUT_A_WORD = 60;

  /** One look, which takes a bounded time and holds the lock for no longer. */
  public interface Look {
    /**
     * What is true now.
     *
     * @throws HelperLock.BusyException if another call works on the machine
     * @throws IOException if it can't be told
     */
    Report look() throws IOException;
  }

  /** Whoever listens. */
  public interface Listener {
    /**
     * Hands on a report.
     *
     * @return whether there is anybody who could hear it
     */
    boolean tell(Report report);
  }

  /** The time between two looks. */
  public interface Pause {
    /**
     * Waits.
     *
     * @return whether it is over, and not for a moment only
     */
    boolean endsWithin(Duration pause) throws InterruptedException;
  }

  private final Look look;
  private final Supplier<List<BlockedPacket>> blocked;
  private String lastTrouble = "";

  /**
   * @param blocked what was blocked last, newest first
   */
  public Watch(Look look, Supplier<List<BlockedPacket>> blocked) {
    this.look = look;
    this.blocked = blocked;
  }

  /** Looks and tells until one of the two says that it is over. */
  public void run(Listener listener, Pause pause) throws InterruptedException {
    Report seen = null;
    Report said = null;
    int silent = 0;
    do {
      seen = look(seen);
      Report report = seen.withLastBlocked(blocked.get());
      silent++;
      if (!Objects.equals(report, said) || silent >= LOOKS_WITHOUT_A_WORD) {
        if (!listener.tell(report)) {
          return;
        }
        said = report;
        silent = 0;
      }
    } while (!pause.endsWithin(PAUSE));
  }

  /** A look that fails is a report too, and the next one may not fail. */
  private Report look(Report before) {
    try {
      return look.look();
    } catch (HelperLock.BusyException e) {
      // What it does shows when it is done.
      return before == null ? unknown("busy", "Another call is under way") : before;
    } catch (IOException | RuntimeException e) {
      if (!lastTrouble.equals(e.toString())) {
        lastTrouble = e.toString();
        Trouble.tell("The firewall could not be looked at", e);
      }
      return unknown("failed", "The helper failed: " + e);
    }
  }

  private static Report unknown(String code, String message) {
    return Report.failure(Optional.of(Verb.WATCH), new Problem(code, null, message));
  }
}
