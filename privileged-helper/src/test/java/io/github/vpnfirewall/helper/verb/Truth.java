package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import java.io.IOException;

/** What a report may say, held against the kernel that it is about. */
final class Truth {
  private Truth() {}

  /** A report that was made while tools failed: it may know too little, never too much. */
  static void isNoLie(Bench bench, Outcome outcome, String what) {
    Report report = outcome.report();
    switch (report.state()) {
      case DISARMED -> assertThat(bench.holdsOurs()).as(what).isFalse();
      case ARMED -> {
        for (AddressFamily family : bench.netfilter.families()) {
          assertThat(bench.closed(family)).as("%s: %s closed", what, family).isTrue();
        }
        assertThat(bench.passes("out tun0 to 8.8.8.8 tcp")).as("%s: tunnel", what).isTrue();
      }
      case DEGRADED, UNKNOWN ->
          assertThat(report.error()).as("%s: says what is missing", what).isPresent();
    }
    report
        .families()
        .forEach(
            (family, found) -> {
              if (found.blocking()) {
                assertThat(bench.closed(family)).as("%s: %s %s", what, family, found).isTrue();
              }
            });
    assertThat(report.ok()).as("%s: ok", what).isEqualTo(report.error().isEmpty());
    assertThat(outcome.exit()).as("%s: exit", what).isIn(0, 1, 3);
  }

  /** What status says when every tool works: exactly what is there. */
  static Report status(Bench bench, String what) throws IOException {
    Outcome outcome = bench.verbs().status();
    isNoLie(bench, outcome, what + ", status");
    Report report = outcome.report();
    assertThat(report.state()).as(what).isNotEqualTo(State.UNKNOWN);
    for (AddressFamily family : bench.netfilter.families()) {
      FamilyReport found = report.families().get(family);
      assertThat(found).as(what).isNotNull();
      assertThat(found.blocking())
          .as("%s: status of %s %s\n%s", what, family, report, bench.kernel.snapshot())
          .isEqualTo(bench.closed(family));
    }
    assertThat(outcome.exit())
        .as(what)
        .isEqualTo(
            switch (report.state()) {
              case ARMED -> 0;
              case DISARMED -> 3;
              case DEGRADED, UNKNOWN -> 1;
            });
    return report;
  }
}
