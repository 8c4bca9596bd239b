package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import io.github.vpnfirewall.helper.protocol.Attempt;
import io.github.vpnfirewall.helper.protocol.Attempt.Verdict;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.util.function.Predicate;

/**
 * What a test comes to. Good is only one of them: all that was to be tried was tried, as root, and
 * all of it was stopped by an armed firewall.
 */
enum Finding {
  STOPPED(Tone.GOOD, Mark.TICK, "leaktest.stopped", "leaktest.stopped.why", ""),
  PARTLY(
      Tone.CAREFUL,
      Mark.EXCLAMATION,
      "leaktest.partly",
      "leaktest.partly.why",
      "leaktest.partly.what"),
  UNPROVEN(
      Tone.CAREFUL,
      Mark.EXCLAMATION,
      "leaktest.unproven",
      "leaktest.unproven.why",
      "leaktest.unproven.what"),
  NOTHING_TRIED(
      Tone.CAREFUL,
      Mark.EXCLAMATION,
      "leaktest.nothing",
      "leaktest.nothing.why",
      "leaktest.nothing.what"),
  LEAK(Tone.BAD, Mark.CROSS, "leaktest.leak", "", "leaktest.leak.what"),
  WEAK(Tone.BAD, Mark.CROSS, "leaktest.weak", Finding.SAID, "leaktest.weak.what"),
  DISARMED(Tone.BAD, Mark.CROSS, "leaktest.open", "leaktest.open.why", "leaktest.open.what"),
  DISARMED_STOPPED(
      Tone.CAREFUL,
      Mark.EXCLAMATION,
      "leaktest.refused",
      "leaktest.refused.why",
      "leaktest.open.what"),
  CHANGED(Tone.CAREFUL, Mark.EXCLAMATION, "leaktest.changed", "", "leaktest.again.what"),
  FAILED(Tone.CAREFUL, Mark.EXCLAMATION, "leaktest.failed", Finding.SAID, ""),
  /** Without root nothing got out; but little was tried. */
  QUICK_STOPPED(Tone.QUIET, Mark.DASH, "leaktest.quick.stopped", "leaktest.quick.why", "");

  /** The key of what the helper itself says. */
  static final String SAID = "leaktest.said";

  private final Tone tone;
  private final Mark mark;
  private final String headline;
  private final String why;
  private final String what;

  Finding(Tone tone, Mark mark, String headline, String why, String what) {
    this.tone = tone;
    this.mark = mark;
    this.headline = headline;
    this.why = why;
    this.what = what;
  }

  /** What a report of {@code verify} comes to. */
  static Finding of(Report report) {
    String code = report.error().map(Problem::code).orElse("");
    boolean leaked = report.attempts().stream().anyMatch(Attempt::leaked);
    boolean stopped = any(report, Verdict.STOPPED);
    if (code.equals("changed-meanwhile")) {
      return CHANGED;
    }
    if (report.attempts().isEmpty() && !code.isEmpty() && !code.equals("nothing-tried")) {
      return FAILED;
    }
    if (report.state() == State.DISARMED) {
      return leaked ? DISARMED : stopped ? DISARMED_STOPPED : NOTHING_TRIED;
    }
    if (leaked) {
      return LEAK;
    }
    if (code.equals("not-proven")) {
      return UNPROVEN;
    }
    if (code.equals("nothing-tried") || (code.isEmpty() && !stopped)) {
      return NOTHING_TRIED;
    }
    if (!code.isEmpty() || report.state() != State.ARMED) {
      return WEAK;
    }
    return any(report, Verdict.NOT_TRIED) ? PARTLY : STOPPED;
  }

  private static boolean any(Report report, Verdict verdict) {
    Predicate<Attempt> fits = attempt -> attempt.verdict() == verdict;
    return report.attempts().stream().anyMatch(fits);
  }

  Tone tone() {
    return tone;
  }

  Mark mark() {
    return mark;
  }

  /** The verdict in a sentence, as a key of the text bundle. */
  String headline() {
    return headline;
  }

  /** Why, as a key; empty if there is nothing to add. */
  String why() {
    return why;
  }

  /** What to do, as a key; empty for nothing. */
  String what() {
    return what;
  }

  /** Whether arming would help. */
  boolean wantsArming() {
    return this == LEAK || this == WEAK || this == DISARMED || this == DISARMED_STOPPED;
  }
}
