package io.github.vpnfirewall.helper.verb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.helper.verb.WatchGuard.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchGuardTest {
  private long now = Long.MAX_VALUE - 5; // nanoTime may begin anywhere
  private final WatchGuard guard = new WatchGuard(() -> now);

  private Verdict after(Duration time) {
    now += time.toNanos();
    return guard.verdict();
  }

  @Test
  void watchThatLooksAndSaysGoesOnForever() {
    for (int i = 0; i < 1000; i++) {
      guard.looks();
      assertThat(after(Duration.ofSeconds(14))).isEqualTo(Verdict.GO_ON);
      guard.looked();
      guard.says();
      assertThat(after(Duration.ofSeconds(29))).isEqualTo(Verdict.GO_ON);
      guard.said();
      assertThat(after(Duration.ofDays(1))).isEqualTo(Verdict.GO_ON);
    }
  }

  @Test
  void lookThatHangsEndsIt() {
    guard.looks();
    assertThat(after(Duration.ofSeconds(15))).isEqualTo(Verdict.GO_ON);
    assertThat(after(Duration.ofMillis(1))).isEqualTo(Verdict.HANGS);
  }

  @Test
  void readerThatReadsNoMoreEndsIt() {
    guard.says();
    assertThat(after(Duration.ofSeconds(30))).isEqualTo(Verdict.GO_ON);
    assertThat(after(Duration.ofMillis(1))).isEqualTo(Verdict.HANGS);
  }

  @Test
  void endOfInputEndsItSoonWhateverHangs() {
    guard.says();
    guard.said();
    guard.looks();
    guard.inputEnded();
    assertThat(after(Duration.ofMillis(700))).isEqualTo(Verdict.GO_ON);
    assertThat(after(Duration.ofMillis(1))).isEqualTo(Verdict.OVER);
    assertThat(after(Duration.ofMinutes(1))).isEqualTo(Verdict.OVER);
  }

  @Test
  void whoClosedTheInputFromTheStartHearsTheFirstWord() {
    guard.inputEnded();
    guard.looks();
    assertThat(after(Duration.ofSeconds(8))).isEqualTo(Verdict.GO_ON);
    guard.looked();
    guard.says();
    guard.said();
    assertThat(guard.verdict()).isEqualTo(Verdict.OVER);
  }

  @Test
  void firstWordIsNotWaitedForForever() {
    guard.inputEnded();
    guard.looks();
    assertThat(after(Duration.ofSeconds(8).plusMillis(1))).isEqualTo(Verdict.OVER);
  }
}
