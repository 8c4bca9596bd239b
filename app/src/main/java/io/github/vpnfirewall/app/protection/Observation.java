package io.github.vpnfirewall.app.protection;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was observed without asking anyone to trust it, at one moment.
 *
 * @param at the moment
 * @param helperInstalled whether the helper stands at its place
 * @param report the last report that the helper left, if there is one and it can be read
 * @param reportAt when that report was left
 * @param reportProblem why the last report is not taken; empty if it is, or if there is none
 * @param settings the stored settings, if there are any and they can be read
 * @param links every network interface but the loopback
 * @param probes what the kernel did with the last test packets
 * @param task what the helper is doing right now
 */
public record Observation(
    Instant at,
    boolean helperInstalled,
    Optional<Report> report,
    Optional<Instant> reportAt,
    Optional<Reason> reportProblem,
    Optional<Settings> settings,
    List<Link> links,
    List<Probe> probes,
    Task task) {
  /** Copies the lists. */
  public Observation {
    links = List.copyOf(links);
    probes = List.copyOf(probes);
  }

  /** An observation of a report that was left at the same moment. */
  public Observation(
      Instant at,
      boolean helperInstalled,
      Optional<Report> report,
      Optional<Reason> reportProblem,
      Optional<Settings> settings,
      List<Link> links,
      List<Probe> probes,
      Task task) {
    this(
        at,
        helperInstalled,
        report,
        report.map(left -> at),
        reportProblem,
        settings,
        links,
        probes,
        task);
  }

  /** The same with another task. */
  public Observation with(Task other) {
    return new Observation(
        at, helperInstalled, report, reportAt, reportProblem, settings, links, probes, other);
  }

  /** What the helper is doing. */
  public enum Task {
    NONE,
    /** It reads the kernel for the first time; before that, little is known. */
    LOOKING,
    ARMING,
    DISARMING,
    CONFIGURING
  }

  /**
   * A network interface.
   *
   * @param name its name
   * @param up whether it is up and has an address
   * @param tunnel whether the settings name it as the tunnel
   * @param since when it came up, as far as this program saw it
   * @param received bytes received since it exists
   * @param sent bytes sent since it exists
   */
  public record Link(
      String name, boolean up, boolean tunnel, Optional<Instant> since, long received, long sent) {}

  /**
   * What became of one test packet (design §5, the kernel-truth probe).
   *
   * @param link the interface it was to leave by
   * @param family whose packet it was
   * @param verdict what the kernel did
   * @param at when
   */
  public record Probe(String link, AddressFamily family, Verdict verdict, Instant at) {
    /** What the kernel did with a test packet. */
    public enum Verdict {
      /** Refused: closed. */
      REFUSED,
      /** It got out: open. */
      ESCAPED,
      /** It could not be sent for another reason, so it proves nothing. */
      IMPOSSIBLE
    }
  }
}
