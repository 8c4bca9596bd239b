package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.state.Trial;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The trial that is under way, as it was seen.
 *
 * @param ends when it opens again, by the clock on the wall
 * @param overdue whether that should long have happened
 * @param kept whether somebody waits for its end
 */
record TrialSight(Instant ends, boolean overdue, boolean kept) {
  /** So long may its keeper wait for the lock, and work. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  static Optional<TrialSight> of(Machine machine) throws IOException {
    Optional<Trial> trial = machine.files().trial();
    if (trial.isEmpty()) {
      return Optional.empty();
    }
    Duration now = machine.uptime().sinceStart();
    return Optional.of(
        new TrialSight(
            trial.get().endsAt(now, machine.clock().instant()),
            trial.get().left(now).plus(GRACE).isNegative(),
            machine.files().hasKeeper(trial.get())));
  }

  /** What a person should know of it. That nobody opens it is never made good by itself. */
  Optional<Problem> warning() {
    if (overdue) {
      return Optional.of(
          new Problem(
              "trial-overdue",
              null,
              "It should have opened by itself at "
                  + ends
                  + ", and has not: disarm to open it, or arm to keep it closed"));
    }
    return kept
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "trial-unkept",
                null,
                "It will not open by itself, since the process that waits for that has ended:"
                    + " disarm to open it, or arm to keep it closed"));
  }
}
