package io.github.vpnfirewall.app.protection;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one place that decides what is shown (design §5): total, and without a clock or a file.
 *
 * <p>Green needs two witnesses: a report that says armed, and a kernel that refused a test packet
 * out of a link that is up. Where one is missing or the two contradict each other, the answer is
 * red. A test packet that got out outweighs whatever the report says.
 */
public final class ProtectionMap {
  /** The error of a report after a start that could not put the stored rules back (design §6). */
  private static final String BOOT_BLOCKED = "boot-blocked";

  private ProtectionMap() {}

  /** What the observation means. */
  public static Picture picture(Observation seen) {
    Evidence evidence = Evidence.in(seen);
    if (!seen.helperInstalled()) {
      return show(seen, Protection.UNKNOWN, Reason.HELPER_MISSING);
    }
    if (seen.reportProblem().isPresent()) {
      return show(seen, Protection.UNKNOWN, seen.reportProblem().get());
    }
    if (seen.report().isEmpty()) {
      return unreported(seen, evidence);
    }
    Report report = seen.report().get();
    return switch (report.state()) {
      case ARMED -> armed(seen, report, evidence);
      case DEGRADED -> degraded(seen, report, evidence);
      case DISARMED -> exposed(seen, evidence);
      case UNKNOWN -> show(seen, Protection.UNKNOWN, Reason.KERNEL_UNREAD, error(report));
    };
  }

  /** What to show when nothing could be observed. */
  public static Picture blind(Instant now) {
    Observation nothing =
        new Observation(
            now,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Observation.Task.NONE);
    return show(nothing, Protection.UNKNOWN, Reason.LOOK_FAILED);
  }

  /**
   * Nobody has armed since the machine was started, or someone did and the report is gone: only the
   * test packets can tell.
   */
  private static Picture unreported(Observation seen, Evidence evidence) {
    if (!evidence.escaped().isEmpty()) {
      return show(seen, Protection.EXPOSED, Reason.NEVER_ARMED);
    }
    return show(
        seen,
        Protection.UNKNOWN,
        evidence.refused().isEmpty() ? Reason.NOTHING_KNOWN : Reason.REFUSED_BY_SOMETHING);
  }

  private static Picture armed(Observation seen, Report report, Evidence evidence) {
    if (!evidence.escaped().isEmpty() || !open(report).isEmpty()) {
      return leaking(seen, report, evidence);
    }
    if (!evidence.physical().isEmpty() && evidence.refused().isEmpty()) {
      return show(seen, Protection.UNKNOWN, Reason.UNPROVEN, Names.list(evidence.physical()));
    }
    if (!evidence.tunnels().isEmpty()) {
      return show(
          seen, Protection.PROTECTED, Reason.THROUGH_TUNNEL, Names.list(evidence.tunnels()));
    }
    return evidence.physical().isEmpty()
        ? show(seen, Protection.BLOCKING, Reason.OFFLINE)
        : withoutTunnel(seen);
  }

  private static Picture withoutTunnel(Observation seen) {
    Optional<Settings.Tunnel> tunnel = seen.settings().map(Settings::tunnel);
    if (tunnel.isEmpty()) {
      return show(seen, Protection.BLOCKING, Reason.NO_SETTINGS);
    }
    if (!tunnel.get().interfaces().isEmpty()) {
      return show(seen, Protection.BLOCKING, Reason.TUNNEL_DOWN);
    }
    // An IPsec tunnel has no interface that could be seen up or down.
    return tunnel.get().ipsec()
        ? show(seen, Protection.PROTECTED, Reason.THROUGH_IPSEC)
        : show(seen, Protection.BLOCKING, Reason.NO_TUNNEL_NAMED);
  }

  private static Picture degraded(Observation seen, Report report, Evidence evidence) {
    boolean proven = !evidence.refused().isEmpty() || evidence.physical().isEmpty();
    if (!blockedAltogether(report) || !evidence.escaped().isEmpty() || !proven) {
      return leaking(seen, report, evidence);
    }
    boolean sinceStart = report.error().map(Problem::code).filter(BOOT_BLOCKED::equals).isPresent();
    return show(
        seen,
        Protection.BLOCKING,
        sinceStart ? Reason.BOOT_BLOCKED : Reason.BLOCKED_ALTOGETHER,
        cause(report, sinceStart));
  }

  /** Whether something blocks each family that knows no exceptions, not even for the VPN. */
  private static boolean blockedAltogether(Report report) {
    return !report.families().isEmpty()
        && report.families().values().stream().allMatch(found -> found.fallback().isPresent());
  }

  /**
   * What is so, without what to do about it: a problem's first sentence; of that, what stands in
   * brackets, where the rest is what the reason says already.
   */
  private static String cause(Report report, boolean sinceStart) {
    String said = error(report);
    int end = said.indexOf(". ");
    String first = end < 0 ? said : said.substring(0, end);
    int open = first.indexOf('(');
    int close = first.lastIndexOf(')');
    return sinceStart && open >= 0 && close > open ? first.substring(open + 1, close) : first;
  }

  private static Picture leaking(Observation seen, Report report, Evidence evidence) {
    if (!evidence.escaped().isEmpty()) {
      return show(seen, Protection.LEAKING, Reason.ESCAPED, Names.list(evidence.escaped()));
    }
    List<String> open = open(report);
    return open.isEmpty()
        ? show(seen, Protection.LEAKING, Reason.WEAKENED, error(report))
        : show(seen, Protection.LEAKING, Reason.FAMILY_OPEN, Names.list(open), error(report));
  }

  private static Picture exposed(Observation seen, Evidence evidence) {
    if (evidence.escaped().isEmpty() && !evidence.refused().isEmpty()) {
      return show(seen, Protection.EXPOSED, Reason.OPEN_BUT_REFUSED);
    }
    return evidence.tunnels().isEmpty()
        ? show(seen, Protection.EXPOSED, Reason.OPEN)
        : show(seen, Protection.EXPOSED, Reason.OPEN_BESIDE_TUNNEL, Names.list(evidence.tunnels()));
  }

  private static List<String> open(Report report) {
    return List.of(AddressFamily.values()).stream()
        .filter(
            family ->
                report.families().containsKey(family) && !report.families().get(family).blocking())
        .map(Names::of)
        .toList();
  }

  private static String error(Report report) {
    return report.error().map(Problem::message).orElse("-");
  }

  private static Picture show(
      Observation seen, Protection protection, Reason reason, String... details) {
    return new Picture(protection, reason.key(), List.of(details), seen);
  }
}
