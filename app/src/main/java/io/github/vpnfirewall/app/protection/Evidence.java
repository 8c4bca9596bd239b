package io.github.vpnfirewall.app.protection;

import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What links and test packets prove.
 *
 * @param tunnels names of the tunnels that are up
 * @param physical names of all other links that are up
 * @param refused by which links that are up and no tunnels a test packet was refused
 * @param escaped by which links a test packet got out, each with its family, such as {@code eth0
 *     (IPv6)}
 */
record Evidence(
    List<String> tunnels, List<String> physical, List<String> refused, List<String> escaped) {
  /** A test packet proves nothing about a moment that is further away. */
  static final Duration FRESH = Duration.ofSeconds(30);

  static Evidence in(Observation seen) {
    List<Probe> fresh =
        seen.probes().stream()
            .filter(probe -> fresh(probe, seen))
            // What leaves by the tunnel is as it should be.
            .filter(probe -> link(probe, seen).map(link -> !link.tunnel()).orElse(true))
            .toList();
    return new Evidence(
        names(seen, true),
        names(seen, false),
        fresh.stream()
            .filter(probe -> probe.verdict() == Probe.Verdict.REFUSED)
            .filter(probe -> link(probe, seen).map(Link::up).orElse(false))
            .map(Probe::link)
            .distinct()
            .toList(),
        fresh.stream()
            .filter(probe -> probe.verdict() == Probe.Verdict.ESCAPED)
            .map(probe -> probe.link() + " (" + Names.of(probe.family()) + ")")
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .toList());
  }

  /** A probe from the future was taken before the clock was set back: it proves nothing either. */
  private static boolean fresh(Probe probe, Observation seen) {
    Duration age = Duration.between(probe.at(), seen.at());
    boolean beforeLinkCameUp =
        link(probe, seen)
            .flatMap(Link::since)
            .map(since -> probe.at().isBefore(since))
            .orElse(false);
    return !age.isNegative() && age.compareTo(FRESH) <= 0 && !beforeLinkCameUp;
  }

  private static Optional<Link> link(Probe probe, Observation seen) {
    return seen.links().stream().filter(link -> link.name().equals(probe.link())).findFirst();
  }

  private static List<String> names(Observation seen, boolean tunnel) {
    return seen.links().stream()
        .filter(link -> link.up() && link.tunnel() == tunnel)
        .map(Link::name)
        .toList();
  }
}
