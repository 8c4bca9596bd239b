package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.status.StatusFace.Door;
import io.github.vpnfirewall.app.status.StatusFace.DoorLine;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InterfaceName;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cards of tunnel, interfaces and local network: what was observed, in words. Pure. */
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
        Arrays.stream(AddressFamily.values()).map(family -> door(family, own)).toList(),
        last.map(at -> texts.text("status.door.checked", measures.ago(at, now)))
            .orElse(texts.text("status.door.untested")));
  }

  /**
   * Packets are sent over every interface that is up; those of a family without address are not.
   */
  private Door door(AddressFamily family, List<Probe> probes) {
    Optional<Probe.Verdict> verdict =
        probes.stream().filter(probe -> probe.family() == family).map(Probe::verdict).findFirst();
    if (verdict.isEmpty()) {
      return probes.isEmpty()
          ? door("status.door.impossible", family, Tone.CAREFUL, Mark.EXCLAMATION)
          : door("status.door.unused", family, Tone.QUIET, Mark.DASH);
    }
    return switch (verdict.get()) {
      case REFUSED -> door("status.door.closed", family, Tone.GOOD, Mark.TICK);
      case ESCAPED -> door("status.door.open", family, Tone.BAD, Mark.CROSS);
      case IMPOSSIBLE -> door("status.door.impossible", family, Tone.CAREFUL, Mark.EXCLAMATION);
    };
  }

  private Door door(String key, AddressFamily family, Tone tone, Mark mark) {
    return new Door(texts.text(key, name(family)), tone, mark);
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
