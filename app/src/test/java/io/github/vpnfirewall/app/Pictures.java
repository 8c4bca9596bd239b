package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pictures for tests. */
final class Pictures {
  private Pictures() {}

  static Picture of(Protection protection) {
    return of(protection, Task.NONE);
  }

  static Picture of(Protection protection, Task task) {
    return switch (protection) {
      case PROTECTED -> of(protection, Reason.THROUGH_TUNNEL, task, "tun0");
      case BLOCKING -> of(protection, Reason.TUNNEL_DOWN, task);
      case EXPOSED -> of(protection, Reason.OPEN, task);
      case LEAKING -> of(protection, Reason.ESCAPED, task, "eth0 (IPv4)");
      case UNKNOWN -> of(protection, Reason.KERNEL_UNREAD, task, "It timed out");
    };
  }

  /** Armed, and open again at that moment unless somebody confirms. */
  static Picture onTrial(Protection protection, Instant end, Instant seen) {
    Picture picture = of(protection);
    return at(
        new Picture(
            protection,
            picture.reason(),
            picture.details(),
            observation(
                true,
                Optional.of(
                    Samples.report(Verb.STATUS, State.ARMED).withConfirmBefore(Optional.of(end))),
                Task.NONE)),
        seen);
  }

  /** The same, seen at another moment. */
  static Picture at(Picture picture, Instant moment) {
    Observation seen = picture.observation();
    return new Picture(
        picture.protection(),
        picture.reason(),
        picture.details(),
        new Observation(
            moment,
            seen.helperInstalled(),
            seen.report(),
            seen.reportProblem(),
            seen.settings(),
            seen.links(),
            seen.probes(),
            seen.task()));
  }

  static Picture of(Protection protection, Reason reason, String... details) {
    return of(protection, reason, Task.NONE, details);
  }

  static Picture withoutHelper() {
    return new Picture(
        Protection.UNKNOWN,
        Reason.HELPER_MISSING.key(),
        List.of(),
        observation(false, Optional.empty(), Task.NONE));
  }

  static Picture withoutReport() {
    return new Picture(
        Protection.EXPOSED,
        Reason.NEVER_ARMED.key(),
        List.of(),
        observation(true, Optional.empty(), Task.NONE));
  }

  private static Picture of(Protection protection, Reason reason, Task task, String... details) {
    return new Picture(
        protection,
        reason.key(),
        List.of(details),
        observation(true, Optional.of(Samples.report(Verb.STATUS, State.ARMED)), task));
  }

  private static Observation observation(boolean helper, Optional<Report> report, Task task) {
    return new Observation(
        Instant.parse("2026-01-02T03:04:05Z"),
        helper,
        report,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        task);
  }
}
