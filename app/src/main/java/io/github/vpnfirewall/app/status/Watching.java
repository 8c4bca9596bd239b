package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperClient.Watch;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Has the helper report by itself while somebody looks at the window, and only then. One that ends
 * is started again, ever more rarely; one that is not permitted is not, or password dialogs would
 * pile up. For one thread.
 */
final class Watching {
  /** A window that was put away for longer is not looked at. */
  static final Duration PUT_AWAY = Duration.ofSeconds(30);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** What ran for so long ended for a new reason. */
  private static final Duration HELD = Duration.ofMinutes(1);

  private final StatusActions actions;
  private final Clock clock;
  private final Executor ui;
  private final Consumer<Optional<Report>> listener;
  private boolean looked;
  private Instant lookedLast = Instant.MIN;
  private boolean refused;
  private Watch watch;
  private boolean running;
  private int number;
  private Instant started = Instant.MIN;
  private Instant ended = Instant.MIN;
  private Duration pause = Duration.ZERO;

  /**
   * @param ui runs what touches this; the toolkit's thread
   * @param listener told each report, and nothing when there are no more
   */
  Watching(StatusActions actions, Clock clock, Executor ui, Consumer<Optional<Report>> listener) {
    this.actions = actions;
    this.clock = clock;
    this.ui = ui;
    this.listener = listener;
  }

  /**
   * Says whether somebody can look; to be called when that changes and every few seconds.
   *
   * @param open whether the window is there at all
   * @param putAway whether it is minimised
   */
  void attend(boolean open, boolean putAway) {
    Instant now = clock.instant();
    if (open && !putAway) {
      lookedLast = now;
    }
    boolean before = looked;
    looked = open && (!putAway || now.isBefore(lookedLast.plus(PUT_AWAY)));
    if (looked && !before) {
      again();
    }
    if (!looked && running) {
      stop();
    } else if (looked && !running && !refused && waited(now)) {
      start(now);
    }
  }

  /** Tries at once what was refused or is waited for. */
  void again() {
    refused = false;
    pause = Duration.ZERO;
  }

  /** A clock that was set back must not hold anything up. */
  private boolean waited(Instant now) {
    return pause.isZero() || now.isBefore(ended) || !now.isBefore(ended.plus(pause));
  }

  private void start(Instant now) {
    int mine = ++number;
    started = now;
    running = true;
    watch =
        actions.watch(
            report -> ui.execute(() -> reported(mine, report)),
            result -> ui.execute(() -> ended(mine, result)));
  }

  private void stop() {
    number++; // what is still on its way is not wanted
    running = false;
    watch.close();
    listener.accept(Optional.empty());
  }

  private void reported(int which, Report report) {
    if (which == number) {
      listener.accept(Optional.of(report));
    }
  }

  private void ended(int which, HelperResult result) {
    if (which != number) {
      return;
    }
    running = false;
    refused =
        result instanceof HelperResult.Dismissed
            || result instanceof HelperResult.NotAuthorized
            || result instanceof HelperResult.NoAgent
            || result instanceof HelperResult.NotInstalled;
    ended = clock.instant();
    boolean held = !ended.isBefore(started.plus(HELD));
    pause = pause.isZero() || held ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
    listener.accept(Optional.empty());
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
