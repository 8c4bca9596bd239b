package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RearmingTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final Rearming rearming = new Rearming();
  private Instant now = START;

  @Test
  void leakIsAnsweredAtOnce() {
    assertThat(due(Protection.PROTECTED)).isFalse();
    assertThat(due(Protection.LEAKING)).isTrue();
  }

  @Test
  void nothingElseIsAnswered() {
    for (Protection protection : Protection.values()) {
      assertThat(new Rearming().due(Pictures.of(protection), now))
          .isEqualTo(protection == Protection.LEAKING);
    }
    assertThat(rearming.due(Pictures.of(Protection.LEAKING, Task.DISARMING), now)).isFalse();
  }

  @Test
  void leakThatStaysIsAnsweredEverMoreRarely() {
    List<Long> tries = new ArrayList<>();
    for (int second = 0; second < 3600; second++) {
      now = START.plusSeconds(second);
      if (due(Protection.LEAKING)) {
        tries.add((long) second);
      }
    }
    assertThat(tries).startsWith(0L, 5L, 15L, 35L, 75L, 155L, 315L, 615L, 915L);
    assertThat(tries).hasSizeLessThan(20);
  }

  @Test
  void whatIsBlockedAltogetherIsTriedAFewTimesOnlyAndAnewAfterItHeld() {
    Picture stuck = Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "It is damaged");
    List<Long> tries = new ArrayList<>();
    for (int second = 0; second < 3600; second++) {
      now = START.plusSeconds(second);
      if (rearming.due(stuck, now)) {
        tries.add((long) second);
      }
    }
    assertThat(tries).containsExactly(0L, 5L, 15L);
    assertThat(due(Protection.LEAKING)).as("a leak is another matter").isTrue();
    now = now.plusSeconds(100);
    due(Protection.PROTECTED);
    assertThat(rearming.due(stuck, now)).isTrue();
  }

  @Test
  void armingThatNeverHoldsDoesNotRunHot() {
    int tries = 0;
    for (int step = 0; step < 600; step++) {
      now = START.plus(Duration.ofMillis(step * 100L));
      tries += due(Protection.LEAKING) ? 1 : 0;
      due(Protection.PROTECTED);
    }
    assertThat(tries).isBetween(2, 5);
  }

  @Test
  void leakAfterLongPeaceIsANewOne() {
    due(Protection.LEAKING);
    now = now.plusSeconds(5);
    due(Protection.LEAKING);
    now = now.plusSeconds(70);
    due(Protection.PROTECTED);
    assertThat(due(Protection.LEAKING)).isTrue();
  }

  @Test
  void passwordIsNotAskedForOverAndOver() {
    assertThat(due(Protection.LEAKING)).isTrue();
    rearming.done(new HelperResult.Dismissed());
    now = now.plusSeconds(1000);
    assertThat(due(Protection.LEAKING)).isFalse();
    now = now.plusSeconds(100);
    due(Protection.PROTECTED);
    assertThat(due(Protection.LEAKING)).isTrue();
  }

  @Test
  void everyAnswerThatNeedsAPersonEndsTheTriesAndNoOther() {
    HelperResult slow = new HelperResult.TimedOut(Duration.ofSeconds(1));
    for (HelperResult result :
        List.of(
            new HelperResult.Dismissed(),
            new HelperResult.NotAuthorized(),
            new HelperResult.NoAgent(),
            slow)) {
      Rearming fresh = new Rearming();
      Picture leak = Pictures.of(Protection.LEAKING);
      assertThat(fresh.due(leak, START)).isTrue();
      fresh.done(result);
      assertThat(fresh.due(leak, START.plusSeconds(1000))).isEqualTo(result == slow);
    }
  }

  @Test
  void clockThatIsSetBackHoldsNothingUp() {
    due(Protection.LEAKING);
    now = now.minus(Duration.ofDays(1));
    assertThat(due(Protection.LEAKING)).isTrue();
  }

  private boolean due(Protection protection) {
    return rearming.due(Pictures.of(protection), now);
  }
}
