package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Instant START = Instant.parse("2026-03-04T14:12:00Z");
  private static final double UNKNOWN = Double.NaN;

  private final Trace trace = new Trace(5);

  @Test
  void nothingIsKnownBeforeTheSecondLook() {
    assertThat(trace.rates()).containsExactly(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
    add(0, 100);
    assertThat(trace.now()).isNaN();
  }

  @Test
  void growthIsASecondsGrowth() {
    add(0, 100);
    add(1000, 130);
    add(2000, 130);

    assertThat(trace.rates()).containsExactly(UNKNOWN, UNKNOWN, UNKNOWN, 30, 0);
    assertThat(trace.now()).isZero();
  }

  @Test
  void growthOverSeveralSecondsIsSpreadOverThem() {
    add(0, 0);
    add(1000, 10);
    add(4000, 70);

    assertThat(trace.rates()).containsExactly(UNKNOWN, 10, 20, 20, 20);
  }

  @Test
  void looksWithinTheSameSecondAreOne() {
    add(0, 0);
    add(200, 5);
    add(400, 7);
    add(1000, 10);

    assertThat(trace.rates()).containsExactly(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 10);
  }

  @Test
  void totalThatShrankBeginsAnew() {
    add(0, 1000);
    add(1000, 1010);
    add(2000, 3);
    add(3000, 5);

    assertThat(trace.rates()).containsExactly(UNKNOWN, UNKNOWN, 10, UNKNOWN, 2);
  }

  @Test
  void whileNobodyLookedNothingIsKnown() {
    add(0, 0);
    add(1000, 10);
    add(4_000_000, 20);
    assertThat(trace.rates()).containsExactly(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    add(4_001_000, 21);
    assertThat(trace.now()).isEqualTo(1);
  }

  @Test
  void clockThatIsSetBackBeginsAnew() {
    add(5000, 0);
    add(6000, 10);
    add(1000, 20);
    assertThat(trace.now()).isNaN();

    add(2000, 25);
    assertThat(trace.rates()).containsExactly(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, 5);
  }

  private void add(long millis, long total) {
    trace.add(START.plusMillis(millis), total);
  }
}
