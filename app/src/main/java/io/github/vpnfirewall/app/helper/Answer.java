package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.InvalidReportException;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;

/**
 * Tells pkexec's answers and the helper's apart. Exit codes alone cannot: 127 means at least five
 * things to pkexec, and it hands the helper's own code through. The proof that the helper ran is a
 * report on standard output that agrees with the exit code.
 */
final class Answer {
  private static final int DISMISSED = 126;
  private static final int NOT_RUN = 127;
  private static final int SIGNALLED = 128;
  private static final int HIGHEST_OWN = 3;

  private Answer() {}

  /**
   * @param helper the helper's path, as it was named to pkexec
   */
  static HelperResult of(Verb verb, String helper, Outcome outcome) {
    if (outcome.silent()) {
      return unreported(helper, outcome);
    }
    int code = outcome.exitCode();
    if (!outcome.output().whole()) {
      return new HelperResult.Garbled(
          code, "the answer is longer than " + ReportJson.MAX_BYTES + " bytes");
    }
    try {
      Report report = ReportJson.read(outcome.output().bytes());
      return agree(verb, report, code)
          ? new HelperResult.Reported(report, code)
          : new HelperResult.Garbled(code, "the report does not agree with the call");
    } catch (InvalidReportException e) {
      return new HelperResult.Garbled(code, e.getMessage());
    }
  }

  /** Whether report, call and exit code tell the same story (design §4). */
  private static boolean agree(Verb verb, Report report, int code) {
    if (!report.verb().map(verb::equals).orElse(code != 0)) {
      return false;
    }
    boolean looks = verb == Verb.STATUS || verb == Verb.VERIFY;
    return switch (code) {
      case 0 -> report.ok() && (!looks || report.state() == State.ARMED);
      case 1 -> !report.ok() || report.state() == State.DEGRADED || report.state() == State.UNKNOWN;
      case 2 -> !report.ok() && report.error().isPresent();
      case 3 -> looks && report.state() == State.DISARMED;
      default -> false;
    };
  }

  private static HelperResult unreported(String helper, Outcome outcome) {
    int code = outcome.exitCode();
    if (code == DISMISSED && (outcome.firstLine().isEmpty() || outcome.says("dismissed"))) {
      return new HelperResult.Dismissed();
    }
    if (code == NOT_RUN) {
      return notRun(helper, outcome);
    }
    if (code > SIGNALLED) {
      return new HelperResult.Failed(Cause.KILLED, outcome.firstLine());
    }
    return code <= HIGHEST_OWN
        ? new HelperResult.Garbled(code, "there is no answer")
        : new HelperResult.Failed(Cause.OTHER, said(outcome));
  }

  private static HelperResult notRun(String helper, Outcome outcome) {
    if (outcome.says("No authentication agent found")
        || outcome.says("Error creating textual authentication agent")) {
      return new HelperResult.NoAgent();
    }
    if (outcome.says("Not authorized")) {
      return new HelperResult.NotAuthorized();
    }
    if (outcome.says("Error accessing " + helper)) {
      return new HelperResult.NotInstalled(helper);
    }
    if (outcome.says("Error getting authority") || outcome.says("Error initializing authority")) {
      return new HelperResult.Failed(Cause.NO_AUTHORITY, outcome.firstLine());
    }
    return new HelperResult.Failed(Cause.OTHER, said(outcome));
  }

  private static String said(Outcome outcome) {
    return outcome.firstLine().isEmpty() ? "exit code " + outcome.exitCode() : outcome.firstLine();
  }
}
