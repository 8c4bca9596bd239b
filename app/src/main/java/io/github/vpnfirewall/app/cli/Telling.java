package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.helper.HelperResult.Failed;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.List;
import java.util.function.Function;

/** Says what the helper answered: its report as it is to programs, in words to people. */
final class Telling {
  private final Terminal terminal;
  private final Surroundings around;

  Telling(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  /** As text, says what is true now. */
  Exit tell(String verb, HelperResult result, boolean json) {
    return tell(verb, result, json, new StatusText(terminal, around)::lines);
  }

  /**
   * @param verb what was typed
   * @param text what a report is to people
   */
  Exit tell(String verb, HelperResult result, boolean json, Function<Report, List<String>> text) {
    if (!(result instanceof Reported reported)) {
      failed(verb, result);
      return Exit.FAILED;
    }
    Report report = reported.report();
    Exit exit = Exit.of(reported.exitCode());
    if (json) {
      terminal.out().println(ReportJson.write(report));
      return exit;
    }
    boolean looks = report.verb().map(v -> v == Verb.STATUS || v == Verb.VERIFY).orElse(false);
    if (report.ok() || (looks && report.state() != State.UNKNOWN)) {
      text.apply(report).forEach(terminal.out()::println);
      return exit;
    }
    terminal.err().println(terminal.text(result.reason(), result.details()));
    if (result.withoutSettings()) {
      terminal.err().println(terminal.text("command.noSettings"));
    }
    if (report.state() != State.UNKNOWN) {
      terminal.err().println(new StatusSentence(terminal.plain(), around).of(report));
    }
    return exit;
  }

  private void failed(String verb, HelperResult result) {
    terminal
        .err()
        .println(
            result instanceof HelperResult.NoAgent
                ? terminal.text("command.noAgent")
                : terminal.text(result.reason(), result.details()));
    boolean asRootItWouldWork =
        result instanceof HelperResult.NoAgent
            || (result instanceof HelperResult.NotInstalled missing
                && missing.program().endsWith("/pkexec"))
            || (result instanceof Failed why && why.cause() == Cause.NO_AUTHORITY);
    if (asRootItWouldWork) {
      terminal.err().println(terminal.text("command.sudo", verb));
    }
  }
}
