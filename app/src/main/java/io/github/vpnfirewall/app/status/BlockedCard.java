package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.status.StatusFace.Blocked;
import io.github.vpnfirewall.app.status.StatusFace.Counts;
import io.github.vpnfirewall.app.status.StatusFace.Line;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Direction;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What was stopped, in words. Pure. */
final class BlockedCard {
  /** More would not be read. */
  private static final int MOST = 6;

  private final Texts texts;
  private final Measures measures;

  BlockedCard(Texts texts, Measures measures) {
    this.texts = texts;
    this.measures = measures;
  }

  /** How much the rules stopped, if there are any. */
  Blocked counts(Latest latest, Instant now) {
    Optional<Report> report = latest.report().filter(r -> counts(r.state()));
    if (report.isEmpty()) {
      boolean open = latest.report().map(r -> r.state() == State.DISARMED).orElse(false);
      return new Blocked(
          texts.text(open ? "status.blocked.disarmed" : "status.blocked.unknown"), List.of());
    }
    List<String> notes = new ArrayList<>();
    report
        .get()
        .armedSince()
        .ifPresent(at -> notes.add(texts.text("status.blocked.since", measures.clock(at, now))));
    if (!latest.isLive()) {
      latest
          .reportAt()
          .ifPresent(at -> notes.add(texts.text("status.blocked.asOf", measures.clock(at, now))));
    }
    return new Blocked(
        String.join(", ", notes),
        List.of(
            row(report.get(), "status.blocked.out", FamilyReport.Blocked::out),
            row(report.get(), "status.blocked.in", FamilyReport.Blocked::in),
            row(report.get(), "status.blocked.forward", FamilyReport.Blocked::forward)));
  }

  private static boolean counts(State state) {
    return state == State.ARMED || state == State.DEGRADED;
  }

  private Counts row(Report report, String name, ToLongFunction<FamilyReport.Blocked> which) {
    return new Counts(
        texts.text(name),
        cell(report, AddressFamily.IPV4, which),
        cell(report, AddressFamily.IPV6, which));
  }

  private String cell(
      Report report, AddressFamily family, ToLongFunction<FamilyReport.Blocked> which) {
    return Optional.ofNullable(report.families().get(family))
        .map(found -> measures.count(which.applyAsLong(found.blocked())))
        .orElse("–");
  }

  /** What was stopped last; nothing unless that is known. */
  List<Line> last(Latest latest, Instant now) {
    if (!latest.isLive() || latest.report().map(r -> !counts(r.state())).orElse(true)) {
      return List.of();
    }
    List<BlockedPacket> packets = latest.report().get().lastBlocked();
    if (!packets.isEmpty()) {
      return packets.stream().limit(MOST).map(packet -> line(packet, now)).toList();
    }
    return List.of(new Line("", texts.text(silence(latest))));
  }

  /** Why there is nothing to list. Numbers come from the rules, this from the kernel's log. */
  private static String silence(Latest latest) {
    if (latest.picture().observation().settings().map(s -> !s.logBlocked()).orElse(false)) {
      return "status.last.unlogged";
    }
    boolean some =
        latest.report().get().families().values().stream()
            .map(FamilyReport::blocked)
            .anyMatch(blocked -> !blocked.equals(FamilyReport.Blocked.NONE));
    return some ? "status.last.unknown" : "status.last.none";
  }

  private Line line(BlockedPacket packet, Instant now) {
    String ago = measures.ago(packet.at(), now);
    return new Line(
        where(packet),
        packet.count() == 1
            ? ago
            : texts.text("status.last.times", ago, measures.count(packet.count())));
  }

  private String where(BlockedPacket packet) {
    String protocol =
        packet.protocol().matches("[0-9]+")
            ? texts.text("status.last.protocol", packet.protocol())
            : packet.protocol().toUpperCase(Locale.ROOT);
    String target =
        packet.port().isPresent()
            ? texts.text(
                "status.last.port",
                packet.destination(),
                Integer.toString(packet.port().getAsInt()))
            : packet.destination();
    String link = packet.link().isEmpty() ? "–" : packet.link();
    if (packet.direction() == Direction.OUT) {
      return texts.text("status.last.out", protocol, target, link);
    }
    return texts.text(
        packet.direction() == Direction.IN ? "status.last.in" : "status.last.forward",
        protocol,
        packet.source(),
        target,
        link);
  }
}
