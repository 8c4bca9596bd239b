package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** What was stopped in the last while, both families together. Not thread-safe. */
final class BlockedTraces {
  /** Reports come every second while something changes; only when none comes, nothing did. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Trace out = new Trace(Charts.SPAN);
  private final Trace in = new Trace(Charts.SPAN);
  private final Trace forward = new Trace(Charts.SPAN);
  private Instant last = Instant.EPOCH;

  /** A moment passed: if there was no new report for long, there is nothing new. */
  void unchanged(Report report, Instant now) {
    if (!now.isBefore(last.plus(SILENCE))) {
      add(report, now);
    }
  }

  /** Takes in how much was stopped by now. */
  void add(Report report, Instant now) {
    last = now;
    out.add(now, sum(report, FamilyReport.Blocked::out));
    in.add(now, sum(report, FamilyReport.Blocked::in));
    forward.add(now, sum(report, FamilyReport.Blocked::forward));
  }

  void clear() {
    List.of(out, in, forward).forEach(Trace::clear);
  }

  Charts.Chart chart(Charts charts) {
    return charts.blocked(out, in, forward);
  }

  private static long sum(Report report, ToLongFunction<FamilyReport.Blocked> which) {
    return report.families().values().stream()
        .mapToLong(family -> which.applyAsLong(family.blocked()))
        .sum();
  }
}
