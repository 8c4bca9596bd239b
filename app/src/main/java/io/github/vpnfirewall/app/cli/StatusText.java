package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.cli.Terminal.Tone;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.FamilyReport.Blocked;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Says what is true of the firewall, for people: a sentence, and below it what there is to know.
 */
final class StatusText {
  private static final String INDENT = "  ";

  private final Terminal terminal;
  private final Surroundings around;
  private final StatusSentence sentence;

  StatusText(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
    this.sentence = new StatusSentence(terminal, around);
  }

  /** All of it, a line each. */
  List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(sentence.of(report));
    if (report.state() == State.ARMED || report.state() == State.DEGRADED) {
      List<String> names = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      for (AddressFamily family : AddressFamily.values()) {
        names.add(StatusSentence.name(family));
        notes.add(family(Optional.ofNullable(report.families().get(family))));
      }
      names.add(terminal.text("command.blocked.title"));
      notes.add(blocked(report));
      report
          .confirmBefore()
          .ifPresent(
              end -> {
                names.add(terminal.text("command.trial.title"));
                notes.add(trial(end));
              });
      int width = names.stream().mapToInt(String::length).max().orElse(0);
      for (int i = 0; i < names.size(); i++) {
        String gap = " ".repeat(width - names.get(i).length());
        lines.add(INDENT + names.get(i) + gap + INDENT + notes.get(i));
      }
    }
    lines.addAll(warnings(report.warnings()));
    return lines;
  }

  /** What is allowed but unwise, a line each. */
  List<String> warnings(List<Problem> warnings) {
    return warnings.stream()
        .map(
            warning ->
                INDENT
                    + terminal.painted(
                        Tone.CAREFUL, terminal.text("import.cli.careful", said(warning))))
        .toList();
  }

  /** What is wrong, and the field where it is. */
  private String said(Problem problem) {
    return problem.path() == null
        ? problem.message()
        : terminal.text("helper.failed.field", problem.message(), problem.path());
  }

  private String family(Optional<FamilyReport> family) {
    if (family.isEmpty()) {
      return terminal.text("command.family.absent");
    }
    FamilyReport found = family.get();
    if (!found.blocking()) {
      return terminal.painted(Tone.BAD, terminal.text("command.family.open"));
    }
    if (found.fallback().isPresent()) {
      return terminal.text("command.family.shut");
    }
    return terminal.text(
        found.enforced()
            ? found.backstop() ? "command.family.closed" : "command.family.first"
            : "command.family.second");
  }

  /** How many packets were stopped, by direction. */
  String blocked(Report report) {
    return terminal.text(
        "command.blocked",
        sum(report, Blocked::out),
        sum(report, Blocked::in),
        sum(report, Blocked::forward));
  }

  private static long sum(Report report, ToLongFunction<Blocked> which) {
    return report.families().values().stream().map(FamilyReport::blocked).mapToLong(which).sum();
  }

  private String trial(Instant end) {
    Instant now = around.clock().instant();
    long seconds = Math.max(0, Duration.between(now, end).toSeconds());
    return terminal.text("command.trial", new Times(around.clock()).clock(end), seconds);
  }
}
