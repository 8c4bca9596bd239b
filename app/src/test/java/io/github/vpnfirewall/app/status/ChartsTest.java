package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.status.Charts.Chart;
import io.github.vpnfirewall.app.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
  private static final Instant START = Instant.parse("2026-03-04T14:12:00Z");

  private final Texts texts = Texts.of(Locale.ENGLISH);
  private final Charts charts = new Charts(texts, new Measures(texts, Locale.UK, ZoneOffset.UTC));

  @Test
  void trafficIsSaidInUnitsThatPeopleKnow() {
    Chart chart = charts.traffic(trace(0, 1_500_000), trace(0, 20));

    assertThat(chart.ceiling()).isEqualTo(2_000_000);
    assertThat(chart.ceilingText()).isEqualTo("2 MB/s");
    assertThat(chart.legend()).containsExactly("1.5 MB/s received", "20 B/s sent");
    assertThat(chart.said())
        .isEqualTo(
            "Tunnel, now: 1.5 MB/s received, 20 B/s sent. The most in the last two minutes was"
                + " 1.5 MB/s.");
    assertThat(chart.series()).hasSize(2);
  }

  @Test
  void quietTunnelHasAnAxisAllTheSame() {
    Chart chart = charts.traffic(trace(0, 0), trace(0, 0));

    assertThat(chart.ceilingText()).isEqualTo("1 kB/s");
    assertThat(chart.legend()).containsExactly("0 B/s received", "0 B/s sent");
  }

  @Test
  void whatIsNotKnownIsNotCalledNothing() {
    Chart chart = charts.traffic(new Trace(5), new Trace(5));

    assertThat(chart.legend()).containsExactly("– received", "– sent");
  }

  @Test
  void blockedPacketsAreSaidByDirection() {
    Chart chart = charts.blocked(trace(0, 12), trace(0, 1), trace(0, 0));

    assertThat(chart.ceilingText()).isEqualTo("20/s");
    assertThat(chart.legend()).containsExactly("12/s", "1/s", "0/s");
    assertThat(chart.said())
        .startsWith("Blocked packets, now: Going out 12/s, Coming in 1/s, Passing through 0");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1.1, 2", "2, 2", "3, 5", "5.5, 10", "10, 10", "99, 100", "0.3, 0.5"})
  void axesEndAtRoundNumbers(double value, double ceiling) {
    assertThat(Charts.ceiling(value)).isEqualTo(ceiling);
  }

  private static Trace trace(long... totals) {
    Trace trace = new Trace(Charts.SPAN);
    for (int i = 0; i < totals.length; i++) {
      trace.add(START.plusSeconds(i), totals[i]);
    }
    return trace;
  }
}
