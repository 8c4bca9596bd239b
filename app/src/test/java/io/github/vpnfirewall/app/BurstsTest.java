package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final Bursts bursts = new Bursts(2);

  @Test
  void soManyAMinute() {
    assertThat(bursts.take(START)).isTrue();
    assertThat(bursts.take(START.plusSeconds(10))).isTrue();
    assertThat(bursts.take(START.plusSeconds(59))).isFalse();
    assertThat(bursts.take(START.plusSeconds(60))).isTrue();
    assertThat(bursts.take(START.plusSeconds(61))).isFalse();
  }

  @Test
  void clockThatIsSetBackGivesThemBack() {
    bursts.take(START);
    bursts.take(START);
    assertThat(bursts.take(START.minusSeconds(1))).isTrue();
  }
}
