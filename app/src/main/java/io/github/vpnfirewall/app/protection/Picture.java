package io.github.vpnfirewall.app.protection;

import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What tray and window show: the state, why, and what it was decided from.
 *
 * @param protection the state
 * @param reason why, as a key of the text bundle
 * @param details what fills the reason's gaps: names and numbers, never sentences
 * @param observation what it was decided from
 */
public record Picture(
    Protection protection, String reason, List<String> details, Observation observation) {
  /** Copies the list. */
  public Picture {
    details = List.copyOf(details);
  }

  /** Whether the helper is at work, so that buttons and icon say so. */
  public boolean busy() {
    return observation.task() != Observation.Task.NONE;
  }

  /** When it opens again unless somebody confirms, if it is closed on trial. */
  public Optional<Instant> opensAgainAt() {
    boolean closed = protection == Protection.PROTECTED || protection == Protection.BLOCKING;
    return observation.report().flatMap(Report::confirmBefore).filter(moment -> closed);
  }
}
