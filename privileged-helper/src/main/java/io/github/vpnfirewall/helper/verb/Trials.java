package io.github.vpnfirewall.helper.verb;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.state.Trial;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Begins and ends trials. There is never one without the promise that it opens again. */
final class Trials {
  private static final int ID_BYTES = 8;

  private final Machine machine;
  private final StateFiles files;

  Trials(Machine machine) {
    this.machine = machine;
    this.files = machine.files();
  }

  /**
   * Begins a trial on a machine that is open, with a keeper that waits for its end.
   *
   * @return empty if there is no keeper; then there is no trial either
   */
  Optional<Trial> begin(Duration length) throws IOException {
    files.clearTrial(); // left by a call that was cut off
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    Trial trial = from(HexFormat.of().formatHex(id), length);
    boolean kept = false;
    try {
      files.storeTrial(trial);
      kept = machine.keepers().start(trial.id(), () -> files.hasKeeper(trial));
    } finally {
      if (!kept) {
        files.clearTrial();
      }
    }
    return kept ? Optional.of(trial) : Optional.empty();
  }

  private Trial from(String id, Duration length) throws IOException {
    return new Trial(
        id,
        machine.uptime().sinceStart().plus(length),
        machine.clock().instant().plus(length).truncatedTo(SECONDS));
  }

  /**
   * The trial counts from now, when it is closed. If its end can't be moved, it stays where it is.
   */
  Outcome closed(Trial trial, Duration length, Outcome outcome) throws IOException {
    if (outcome.report().state() == State.DISARMED) {
      files.clearTrial();
      return outcome;
    }
    Trial moved = from(trial.id(), length);
    try {
      files.storeTrial(moved);
    } catch (IOException e) {
      System.err.println("The trial's end could not be moved: " + e);
      return outcome;
    }
    return new Outcome(
        outcome.report().withConfirmBefore(Optional.of(moved.endsAt())), outcome.exit());
  }

  /**
   * What is armed for good is on trial no more.
   *
   * @param stored whether it lasts over a reboot; if not, what was stored for the trial still tells
   *     that the machine shall be closed
   */
  void confirm(boolean stored) throws IOException {
    if (stored) {
      files.clearTrial();
    } else {
      files.endTrial();
    }
  }
}
