package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Instant;
import java.util.Optional;

/**
 * The last that is known.
 *
 * @param picture what the state was decided from
 * @param live the last report of a helper that keeps watching; empty if none does
 */
record Latest(Picture picture, Optional<Report> live) {
  /** Whether numbers are those of this very moment. */
  boolean isLive() {
    return live.isPresent();
  }

  /** The report with the newest numbers. */
  Optional<Report> report() {
    return live.isPresent() ? live : picture.observation().report();
  }

  /** When the last report was left, if it can be told. */
  Optional<Instant> reportAt() {
    return picture.observation().reportAt();
  }
}
