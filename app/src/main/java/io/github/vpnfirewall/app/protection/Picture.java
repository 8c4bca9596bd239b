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

  /** The same while the helper takes its first look, so that nothing is claimed before it has. */
  public Picture looking() {
    return new Picture(protection, reason, details, observation.with(Observation.Task.LOOKING));
  }

  /** Whether nobody has reported yet, and a look into the kernel would tell more. */
  public boolean unreported() {
    return observation.helperInstalled()
        && observation.report().isEmpty()
        && observation.reportProblem().isEmpty();
  }

  /** Whether the helper is at work, so that buttons and icon say so. */
  public boolean busy() {
    return observation.task() != Observation.Task.NONE;
  }

  /**
   * Whether all is blocked, the VPN included, until somebody arms again or disarms: nothing leaks,
   * and nothing comes back by itself.
   */
  public boolean stuck() {
    return reason.equals(Reason.BOOT_BLOCKED.key())
        || reason.equals(Reason.BLOCKED_ALTOGETHER.key());
  }

  /** When it opens again unless somebody confirms, if it is closed on trial. */
  public Optional<Instant> opensAgainAt() {
    boolean closed = protection == Protection.PROTECTED || protection == Protection.BLOCKING;
    return observation.report().flatMap(Report::confirmBefore).filter(moment -> closed);
  }
}
