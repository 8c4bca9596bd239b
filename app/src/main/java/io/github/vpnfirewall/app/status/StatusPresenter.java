package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.status.StatusFace.Press;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words what a picture shows. Pure: the moment is handed in. */
final class StatusPresenter {
  private final Texts texts;
  private final Measures measures;
  private final Cards cards;
  private final ServersCard servers;
  private final BlockedCard blocked;
  private final Charts charts;

  StatusPresenter(Texts texts, Locale locale, ZoneId zone) {
    this.texts = texts;
    measures = new Measures(texts, locale, zone);
    cards = new Cards(texts, measures);
    servers = new ServersCard(texts, measures);
    blocked = new BlockedCard(texts, measures);
    charts = new Charts(texts, measures);
  }

  /** What the window shows while nothing was observed yet. */
  StatusFace waiting() {
    return new StatusFace(
        Emblem.BUSY,
        texts.text("status.waiting"),
        texts.text("status.waiting.why"),
        new Press(texts.text("status.arm"), Wish.NOTHING),
        Press.NONE,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        new StatusFace.Blocked("", List.of()),
        List.of(),
        new StatusFace.Line("", ""));
  }

  /** How the charts are said. */
  Charts charts() {
    return charts;
  }

  /** What the window shows. */
  StatusFace face(Latest latest, Instant now) {
    Picture picture = latest.picture();
    Observation seen = picture.observation();
    return new StatusFace(
        Emblem.of(picture),
        picture.busy() ? texts.text(task(seen.task())) : word(picture.protection()),
        why(picture) + stopped(latest, now) + wayOut(picture),
        main(picture),
        second(picture),
        trial(latest, now),
        cards.tunnel(seen, now),
        servers.lines(seen.settings()),
        cards.doors(seen, now),
        blocked.counts(latest, now),
        blocked.last(latest, now),
        cards.lan(seen));
  }

  /** Why, with the names that a person knows; the tray has no room for all of them. */
  private String why(Picture picture) {
    Optional<Settings> settings = picture.observation().settings();
    if (picture.protection() != Protection.PROTECTED
        || picture.details().isEmpty()
        || settings.isEmpty()) {
      return texts.text(picture.reason(), picture.details());
    }
    String tunnel = picture.details().get(0);
    List<String> names = ServersCard.names(settings.get());
    String why =
        switch (names.size()) {
          case 0 -> texts.text(picture.reason(), picture.details());
          case 1 -> texts.text("status.through.one", tunnel, names.get(0));
          case 2 -> texts.text("status.through.two", tunnel, names.get(0), names.get(1));
          default -> texts.text("status.through.many", tunnel, measures.count(names.size()));
        };
    return settings.get().lan().allow() ? why + " " + texts.text("status.through.lan") : why;
  }

  private Optional<String> trial(Latest latest, Instant now) {
    Optional<Report> report = latest.report().filter(found -> found.state() != State.DISARMED);
    return report
        .flatMap(Report::confirmBefore)
        .map(
            until -> {
              long seconds = Math.max(0, Duration.between(now, until).toSeconds());
              return texts.text("status.trial", Long.toString(seconds));
            });
  }

  private String word(Protection protection) {
    return texts.text("state." + protection.name().toLowerCase(Locale.ROOT));
  }

  private static String task(Task task) {
    return switch (task) {
      case ARMING -> "task.arming";
      case DISARMING -> "task.disarming";
      case LOOKING -> "task.looking";
      case CONFIGURING, NONE -> "task.configuring";
    };
  }

  private Press main(Picture picture) {
    if (picture.busy()) {
      return new Press(texts.text(task(picture.observation().task())), Wish.NOTHING);
    }
    Wish arm = picture.observation().helperInstalled() ? Wish.ARM : Wish.NOTHING;
    return switch (picture.protection()) {
      case BLOCKING ->
          picture.stuck()
              ? new Press(texts.text("status.rearm"), arm)
              : new Press(texts.text("status.disarm"), Wish.DISARM);
      case PROTECTED -> new Press(texts.text("status.disarm"), Wish.DISARM);
      case EXPOSED, UNKNOWN -> new Press(texts.text("status.arm"), arm);
      case LEAKING -> new Press(texts.text("status.rearm"), arm);
    };
  }

  /** Where arming is offered although something may be in place, disarming must be possible too. */
  private Press second(Picture picture) {
    boolean offered =
        picture.protection() == Protection.LEAKING
            || picture.protection() == Protection.UNKNOWN
            || picture.stuck();
    return offered && picture.observation().helperInstalled() && !picture.busy()
        ? new Press(texts.text("status.disarm"), Wish.DISARM)
        : Press.NONE;
  }

  /** For who has no other window left to look at; what is stuck says so itself. */
  private String wayOut(Picture picture) {
    boolean closed = picture.protection() == Protection.BLOCKING && !picture.stuck();
    return closed ? " " + texts.text("status.wayOut") : "";
  }

  private String stopped(Latest latest, Instant now) {
    Picture picture = latest.picture();
    Optional<Report> report = latest.report();
    boolean closed =
        picture.protection() == Protection.PROTECTED || picture.protection() == Protection.BLOCKING;
    if (!closed || report.isEmpty() || report.get().armedSince().isEmpty()) {
      return "";
    }
    long packets =
        report.get().families().values().stream()
            .map(FamilyReport::blocked)
            .mapToLong(blocked -> blocked.out() + blocked.in() + blocked.forward())
            .sum();
    String since = measures.clock(report.get().armedSince().get(), now);
    return packets == 0
        ? ""
        : " "
            + (packets == 1
                ? texts.text("status.stopped.one", since)
                : texts.text("status.stopped", measures.count(packets), since));
  }
}
