package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.leaktest.LeakFace.Cell;
import io.github.vpnfirewall.app.leaktest.LeakFace.Full;
import io.github.vpnfirewall.app.leaktest.LeakFace.Row;
import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Kind;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what the helper's leak test found. Pure. */
final class LeakPresenter {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z");

  private final Texts texts;
  private final ZoneId zone;

  LeakPresenter(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /** What a report of {@code verify} comes to. */
  LeakFace face(Report report, Instant at) {
    Finding finding = Finding.of(report);
    return new LeakFace(
        finding,
        texts.text(finding.headline(), places(report, Attempt::leaked)),
        lines(finding, report),
        texts.text("leaktest.basis.full", moment(at)),
        Stream.of(Kind.values()).map(this::head).toList(),
        rows(report.attempts()),
        finding.wantsArming()
            ? Optional.of(texts.text(finding == Finding.LEAK ? "leaktest.rearm" : "leaktest.arm"))
            : Optional.empty(),
        Optional.of(
            new Full(
                firewall(report),
                report.settingsHash().orElse(texts.text("leaktest.settings.none")),
                remarks(report.attempts()))));
  }

  /** What the helper says of each attempt that was not simply stopped. */
  private List<String> remarks(List<Attempt> attempts) {
    return attempts.stream()
        .filter(attempt -> attempt.verdict() != Verdict.STOPPED)
        .map(
            attempt ->
                String.format(
                    Locale.ROOT,
                    "%s %s %s: %s",
                    attempt.interfaceName(),
                    name(attempt.family()),
                    attempt.kind().name(),
                    attempt.detail()))
        .toList();
  }

  /** A moment as a text keeps it. */
  String moment(Instant at) {
    return MOMENT.format(at.atZone(zone));
  }

  private String firewall(Report report) {
    String state =
        switch (report.state()) {
          case ARMED -> texts.text("leaktest.state.armed");
          case DEGRADED -> texts.text("leaktest.state.degraded");
          case DISARMED -> texts.text("leaktest.state.disarmed");
          case UNKNOWN -> texts.text("leaktest.state.unknown");
        };
    return report
        .armedSince()
        .map(since -> texts.text("leaktest.state.since", state, moment(since)))
        .orElse(state);
  }

  private List<String> lines(Finding finding, Report report) {
    List<String> lines = new ArrayList<>();
    long stopped =
        report.attempts().stream().filter(each -> each.verdict() == Verdict.STOPPED).count();
    if (!finding.why().isEmpty()) {
      lines.add(
          finding.why().equals(Finding.SAID)
              ? texts.text(Finding.SAID, report.error().map(Problem::message).orElse("-"))
              : texts.text(
                  finding.why(), Long.toString(stopped), places(report, LeakPresenter::untried)));
    }
    if (finding == Finding.LEAK || finding == Finding.DISARMED) {
      lines.addAll(why(report.attempts()));
    }
    if (!finding.what().isEmpty()) {
      lines.add(texts.text(finding.what()));
    }
    return lines;
  }

  /** Why it matters that these leave. */
  private List<String> why(List<Attempt> attempts) {
    List<Attempt> out = attempts.stream().filter(Attempt::leaked).toList();
    List<String> lines = new ArrayList<>();
    if (out.stream().anyMatch(attempt -> attempt.kind() != Kind.DNS)) {
      lines.add(texts.text("leaktest.why.address"));
    }
    if (out.stream().anyMatch(attempt -> attempt.kind() == Kind.DNS)) {
      lines.add(texts.text("leaktest.why.names"));
    }
    if (out.stream().anyMatch(attempt -> attempt.verdict() == Verdict.NOT_STOPPED)) {
      lines.add(texts.text("leaktest.why.notStopped"));
    }
    return lines;
  }

  private static boolean untried(Attempt attempt) {
    return attempt.verdict() == Verdict.NOT_TRIED;
  }

  /** Such as "enp3s0 (IPv4, IPv6), wlp2s0 (IPv6)". */
  private static String places(Report report, Predicate<Attempt> which) {
    Map<String, List<String>> families = new LinkedHashMap<>();
    report.attempts().stream()
        .filter(which)
        .sorted(Comparator.comparing(Attempt::family))
        .forEach(
            attempt -> {
              List<String> names =
                  families.computeIfAbsent(attempt.interfaceName(), card -> new ArrayList<>());
              if (!names.contains(name(attempt.family()))) {
                names.add(name(attempt.family()));
              }
            });
    return families.entrySet().stream()
        .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
        .collect(Collectors.joining(", "));
  }

  private List<Row> rows(List<Attempt> attempts) {
    Map<List<String>, List<Attempt>> ways = new LinkedHashMap<>();
    attempts.stream()
        .sorted(Comparator.comparing(Attempt::interfaceName).thenComparing(Attempt::family))
        .forEach(
            attempt ->
                ways.computeIfAbsent(
                        List.of(attempt.interfaceName(), name(attempt.family())),
                        way -> new ArrayList<>())
                    .add(attempt));
    return ways.entrySet().stream()
        .map(way -> new Row(way.getKey().get(0), way.getKey().get(1), cells(way.getValue())))
        .toList();
  }

  private List<Cell> cells(List<Attempt> attempts) {
    return Stream.of(Kind.values())
        .map(
            kind ->
                attempts.stream()
                    .filter(attempt -> attempt.kind() == kind)
                    .findFirst()
                    .map(attempt -> cell(attempt.verdict()))
                    .orElse(cell(Verdict.NOT_TRIED)))
        .toList();
  }

  private Cell cell(Verdict verdict) {
    return switch (verdict) {
      case STOPPED ->
          cell(Mark.TICK, Tone.GOOD, "leaktest.cell.stopped", "leaktest.cell.stopped.why");
      case GOT_OUT -> cell(Mark.CROSS, Tone.BAD, "leaktest.cell.out", "leaktest.cell.out.why");
      case NOT_STOPPED ->
          cell(Mark.CROSS, Tone.BAD, "leaktest.cell.passed", "leaktest.cell.passed.why");
      case NOT_TRIED ->
          cell(Mark.DASH, Tone.QUIET, "leaktest.cell.untried", "leaktest.cell.untried.why");
    };
  }

  private Cell cell(Mark mark, Tone tone, String text, String detail) {
    return new Cell(mark, tone, texts.text(text), texts.text(detail));
  }

  private String head(Kind kind) {
    return switch (kind) {
      case TCP -> texts.text("leaktest.kind.tcp");
      case UDP -> texts.text("leaktest.kind.udp");
      case ICMP -> texts.text("leaktest.kind.icmp");
      case DNS -> texts.text("leaktest.kind.dns");
    };
  }

  static String name(AddressFamily family) {
    return switch (family) {
      case IPV4 -> "IPv4";
      case IPV6 -> "IPv6";
    };
  }
}
