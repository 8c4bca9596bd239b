package io.github.vpnfirewall.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SOME_TIME = -Duration.ofDays(1).toNanos(); // such clocks begin anywhere
  private static final long MILLI = 1_000_000;

  private final Pace pace = new Pace();

  @Test
  void whatComesAloneIsLookedAtAtOnce() {
    assertThat(pace.delay(SOME_TIME)).isZero();
    assertThat(pace.delay(SOME_TIME + Duration.ofSeconds(1).toNanos())).isZero();
  }

  @Test
  void restOfSmallSwarmIsSeenWithinMilliseconds() {
    pace.delay(SOME_TIME);
    assertThat(pace.delay(SOME_TIME + MILLI)).isEqualTo(3 * MILLI);
    assertThat(pace.delay(SOME_TIME + 5 * MILLI)).isEqualTo(15 * MILLI);
  }

  @Test
  void endlessSwarmIsLookedAtFewTimesSecond() {
    long now = SOME_TIME;
    int looks = 0;
    for (; now < SOME_TIME + 10_000 * MILLI; looks++) {
      long delay = pace.delay(now);
      assertThat(delay).isBetween(0L, Pace.LONGEST.toNanos());
      now += delay + MILLI / 2; // the next event comes just after the look
    }
    assertThat(looks).isBetween(150, 170);
  }

  @Test
  void swarmThatIsOverIsForgotten() {
    long now = SOME_TIME;
    for (int i = 0; i < 100; i++) {
      now += pace.delay(now);
    }
    assertThat(pace.delay(now + MILLI)).isPositive();
    assertThat(pace.delay(now + Duration.ofSeconds(1).toNanos())).isZero();
  }
}
