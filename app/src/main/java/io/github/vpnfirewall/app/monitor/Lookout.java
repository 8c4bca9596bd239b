package io.github.vpnfirewall.app.monitor;

import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads everything anew. Not thread-safe. */
final class Lookout {
  private final Path helper;
  private final TrustedFile<Report> report;
  private final TrustedFile<Settings> settings;
  private final Links links;
  private final Prober prober;
  private final Clock clock;

  Lookout(Sources sources, Links links, Prober prober, Clock clock) {
    this.helper = sources.helper();
    this.report =
        new TrustedFile<>(
            sources.report(), sources.trustedOwner(), ReportJson.MAX_BYTES, ReportJson::read);
    this.settings =
        new TrustedFile<>(
            sources.settings(), sources.trustedOwner(), SettingsJson.MAX_BYTES, SettingsJson::read);
    this.links = links;
    this.prober = prober;
    this.clock = clock;
  }

  static Lookout of(Sources sources) {
    Clock clock = Clock.systemUTC();
    return new Lookout(
        sources, new Links(Path.of("/proc/net/dev")), new Prober(Refusal.learnt(), clock), clock);
  }

  /** What is true now. Links are read before test packets are sent: see {@code Link.since}. */
  Observation look(Task task) {
    Optional<Settings> stored = settings.read().value();
    Instant start = clock.instant();
    List<Link> found = links.read(name -> tunnel(stored, name), start);
    List<Probe> probes =
        found.stream()
            .filter(link -> link.up() && !link.tunnel())
            .flatMap(link -> links.interfaceOf(link.name()).stream())
            .flatMap(by -> prober.probe(by).stream())
            .toList();
    TrustedFile.Reading<Report> last = report.read();
    return new Observation(
        clock.instant(),
        Files.isExecutable(helper),
        last.value(),
        last.at(),
        last.problem(),
        stored,
        found,
        probes,
        // Another look at what is known already holds nothing up.
        task == Task.LOOKING && (last.value().isPresent() || last.problem().isPresent())
            ? Task.NONE
            : task);
  }

  private static boolean tunnel(Optional<Settings> settings, String name) {
    return settings.isPresent()
        && settings.get().tunnel().interfaces().stream().anyMatch(known -> known.matches(name));
  }
}
