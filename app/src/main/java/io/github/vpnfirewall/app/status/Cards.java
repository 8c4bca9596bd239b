package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.status.StatusFace.Blocked;
import io.github.vpnfirewall.app.status.StatusFace.Counts;
import io.github.vpnfirewall.app.status.StatusFace.Door;
import io.github.vpnfirewall.app.status.StatusFace.DoorLine;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cards below the button: what was observed, in words. */
final class Cards {
  private final Texts texts;
  private final Measures measures;

  Cards(Texts texts, Measures measures) {
    this.texts = texts;
    this.measures = measures;
  }

  /** Each tunnel that is there, or what is waited for. */
  List<Line> tunnel(Observation seen, Instant now) {
    List<Link> tunnels = seen.links().stream().filter(Link::tunnel).toList();
    if (!tunnels.isEmpty()) {
      return tunnels.stream().map(link -> new Line(link.name(), about(link, now))).toList();
    }
    List<InterfaceName> names =
        seen.settings().map(settings -> settings.tunnel().interfaces()).orElse(List.of());
    if (names.isEmpty()) {
      boolean ipsec = seen.settings().map(settings -> settings.tunnel().ipsec()).orElse(false);
      return List.of(
          ipsec
              ? line("status.tunnel.ipsec", "status.tunnel.ipsec.why")
              : line("status.tunnel.none", "status.tunnel.none.why"));
    }
    String list = names.stream().map(InterfaceName::text).collect(Collectors.joining(", "));
    return List.of(new Line(list, texts.text("status.tunnel.absent")));
  }

  private String about(Link link, Instant now) {
    if (!link.up()) {
      return texts.text("status.tunnel.down");
    }
    String since =
        link.since()
            .map(at -> texts.text("status.tunnel.since", measures.clock(at, now)))
            .orElse(texts.text("status.tunnel.up"));
    return since
        + "\n"
        + texts.text(
            "status.tunnel.traffic", measures.bytes(link.received()), measures.bytes(link.sent()));
  }

  /** Each interface by which traffic could leave bare; those that are up first. */
  List<DoorLine> doors(Observation seen, Instant now) {
    List<Link> links = seen.links().stream().filter(link -> !link.tunnel()).toList();
    if (links.isEmpty()) {
      String none = texts.text("status.door.none");
      return List.of(new DoorLine(none, List.of(), texts.text("status.door.none.why")));
    }
    return links.stream()
        .sorted(Comparator.comparing(Link::up).reversed().thenComparing(Link::name))
        .map(link -> door(link, seen.probes(), now))
        .toList();
  }

  private DoorLine door(Link link, List<Probe> probes, Instant now) {
    if (!link.up()) {
      return new DoorLine(link.name(), List.of(), texts.text("status.door.offline"));
    }
    List<Probe> own = probes.stream().filter(probe -> probe.link().equals(link.name())).toList();
    Optional<Instant> last = own.stream().map(Probe::at).max(Comparator.naturalOrder());
    return new DoorLine(
        link.name(),
        own.stream().sorted(Comparator.comparing(Probe::family)).map(this::door).toList(),
        last.map(at -> texts.text("status.door.checked", measures.ago(at, now)))
            .orElse(texts.text("status.door.untested")));
  }

  private Door door(Probe probe) {
    String family = name(probe.family());
    return switch (probe.verdict()) {
      case REFUSED -> new Door(texts.text("status.door.closed", family), Tone.GOOD);
      case ESCAPED -> new Door(texts.text("status.door.open", family), Tone.BAD);
      case IMPOSSIBLE -> new Door(texts.text("status.door.unused", family), Tone.QUIET);
    };
  }

  /** What the rules stopped, if there are any. */
  Blocked blocked(Observation seen, Instant now) {
    Optional<Report> report = seen.report().filter(r -> counts(r.state()));
    if (report.isEmpty()) {
      boolean open = seen.report().map(r -> r.state() == State.DISARMED).orElse(false);
      return new Blocked(
          texts.text(open ? "status.blocked.disarmed" : "status.blocked.unknown"), List.of());
    }
    return new Blocked(
        report
            .get()
            .armedSince()
            .map(at -> texts.text("status.blocked.since", measures.clock(at, now)))
            .orElse(""),
        Arrays.stream(AddressFamily.values())
            .filter(report.get().families()::containsKey)
            .map(family -> counts(family, report.get().families().get(family).blocked()))
            .toList());
  }

  private static boolean counts(State state) {
    return state == State.ARMED || state == State.DEGRADED;
  }

  private Counts counts(AddressFamily family, FamilyReport.Blocked blocked) {
    return new Counts(
        name(family),
        measures.count(blocked.out()),
        measures.count(blocked.in()),
        measures.count(blocked.forward()));
  }

  /** Whether machines nearby can be reached. */
  Line lan(Observation seen) {
    if (seen.settings().isEmpty()) {
      return line("status.lan.unknown", "status.lan.unknown.why");
    }
    Settings.Lan lan = seen.settings().get().lan();
    if (!lan.allow()) {
      return line("status.lan.closed", "status.lan.closed.why");
    }
    String where =
        lan.networks()
            .map(list -> list.stream().map(Network::toString).collect(Collectors.joining(", ")))
            .orElse(texts.text("status.lan.usual"));
    String dns = texts.text(lan.dns() ? "status.lan.dns" : "status.lan.noDns");
    return new Line(texts.text("status.lan.open"), where + "\n" + dns);
  }

  private Line line(String name, String note) {
    return new Line(texts.text(name), texts.text(note));
  }

  private static String name(AddressFamily family) {
    return switch (family) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
    };
  }
}
