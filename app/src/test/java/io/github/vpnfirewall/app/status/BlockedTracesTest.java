package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.FamilyReport;
import io.github.vpnfirewall.helper.protocol.FamilyReport.Blocked;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockedTracesTest {
  private static final Instant START = Instant.parse("2026-03-04T14:12:00Z");

  private final BlockedTraces traces = new BlockedTraces();

  @Test
  void bothFamiliesAreCountedTogether() {
    traces.add(report(new Blocked(10, 1, 0), new Blocked(5, 0, 0)), START);
    traces.add(report(new Blocked(12, 1, 0), new Blocked(6, 0, 4)), START.plusSeconds(1));

    assertThat(legend()).containsExactly("3/s", "0/s", "4/s");
  }

  @Test
  void lookBetweenTwoReportsIsNoNews() {
    for (int second = 0; second < 5; second++) {
      Report report = report(new Blocked(100L * second, 0, 0), Blocked.NONE);
      traces.add(report, START.plusSeconds(second));
      traces.unchanged(report, START.plusSeconds(second).plusMillis(900));
    }

    double[] known = Arrays.stream(out()).filter(Double::isFinite).toArray();
    assertThat(known).containsExactly(100, 100, 100, 100);
  }

  @Test
  void whileNoReportComesNothingIsStopped() {
    Report report = report(new Blocked(7, 0, 0), Blocked.NONE);
    traces.add(report, START);
    for (int second = 1; second <= 10; second++) {
      traces.unchanged(report, START.plusSeconds(second));
    }

    double[] known = Arrays.stream(out()).filter(Double::isFinite).toArray();
    assertThat(known).hasSize(10).containsOnly(0);
  }

  private double[] out() {
    return chart().series().get(0);
  }

  private List<String> legend() {
    return chart().legend();
  }

  private Charts.Chart chart() {
    Texts texts = Texts.of(Locale.ENGLISH);
    return traces.chart(new Charts(texts, new Measures(texts, Locale.UK, ZoneOffset.UTC)));
  }

  private static Report report(Blocked ipv4, Blocked ipv6) {
    return Samples.report(
        Verb.WATCH, true, State.ARMED, Optional.empty(), family(ipv4), family(ipv6));
  }

  private static FamilyReport family(Blocked blocked) {
    return new FamilyReport(true, true, 31, Optional.empty(), blocked);
  }
}
