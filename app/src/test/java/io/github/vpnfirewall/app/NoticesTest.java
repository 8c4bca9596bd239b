package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NoticesTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<Situation, Picture> PICTURES = new EnumMap<>(Situation.class);

  static {
    PICTURES.put(Situation.PROTECTED, Pictures.of(Protection.PROTECTED));
    PICTURES.put(Situation.BLOCKING, Pictures.of(Protection.BLOCKING));
    PICTURES.put(Situation.OFFLINE, Pictures.of(Protection.BLOCKING, Reason.OFFLINE));
    PICTURES.put(Situation.STUCK, Pictures.of(Protection.BLOCKING, Reason.BOOT_BLOCKED, "why"));
    PICTURES.put(Situation.EXPOSED, Pictures.of(Protection.EXPOSED));
    PICTURES.put(Situation.LEAKING, Pictures.of(Protection.LEAKING));
    PICTURES.put(Situation.WEAKENED, Pictures.of(Protection.LEAKING, Reason.WEAKENED, "why"));
    PICTURES.put(Situation.UNKNOWN, Pictures.of(Protection.UNKNOWN));
    PICTURES.put(Situation.HELPER_MISSING, Pictures.withoutHelper());
  }

  private final Notices notices = new Notices();
  private final List<Situation> told = new ArrayList<>();
  private Instant now = START;

  @ParameterizedTest
  @EnumSource(Situation.class)
  void everySituationHasItsPicture(Situation situation) {
    assertThat(Situation.of(PICTURES.get(situation))).isEqualTo(situation);
  }

  /** The second number: after how many seconds a change is told; - if never. */
  @ParameterizedTest
  @CsvSource({
    "PROTECTED,      BLOCKING,        0",
    "PROTECTED,      OFFLINE,         -",
    "PROTECTED,      EXPOSED,         0",
    "PROTECTED,      LEAKING,         0",
    "PROTECTED,      WEAKENED,        0",
    "PROTECTED,      UNKNOWN,         5",
    "PROTECTED,      HELPER_MISSING,  5",
    "BLOCKING,       PROTECTED,       0",
    "BLOCKING,       OFFLINE,         -",
    "BLOCKING,       EXPOSED,         0",
    "BLOCKING,       LEAKING,         0",
    "BLOCKING,       UNKNOWN,         5",
    "OFFLINE,        PROTECTED,       0",
    "OFFLINE,        BLOCKING,       15",
    "OFFLINE,        EXPOSED,         0",
    "OFFLINE,        LEAKING,         0",
    "EXPOSED,        PROTECTED,       0",
    "EXPOSED,        BLOCKING,        0",
    "EXPOSED,        OFFLINE,         0",
    "EXPOSED,        LEAKING,         0",
    "EXPOSED,        UNKNOWN,         5",
    "PROTECTED,      STUCK,           0",
    "STUCK,          PROTECTED,       0",
    "STUCK,          BLOCKING,        0",
    "STUCK,          OFFLINE,         0",
    "STUCK,          EXPOSED,         0",
    "STUCK,          LEAKING,         0",
    "LEAKING,        PROTECTED,       0",
    "LEAKING,        BLOCKING,        0",
    "LEAKING,        OFFLINE,         0",
    "LEAKING,        EXPOSED,         0",
    "LEAKING,        WEAKENED,        0",
    "WEAKENED,       LEAKING,         0",
    "WEAKENED,       PROTECTED,       0",
    "UNKNOWN,        PROTECTED,       0",
    "UNKNOWN,        LEAKING,         0",
    "UNKNOWN,        HELPER_MISSING,  5",
    "HELPER_MISSING, EXPOSED,         0",
    "HELPER_MISSING, PROTECTED,       0",
  })
  void everyChangeIsToldOnceAndInTime(Situation before, Situation after, String delay) {
    show(before, 20);
    told.clear();
    List<Integer> seconds = new ArrayList<>();
    for (int second = 0; second < 60; second++) {
      int had = told.size();
      show(after, 1);
      if (told.size() > had) {
        seconds.add(second);
      }
    }
    assertThat(seconds).isEqualTo(delay.equals("-") ? List.of() : List.of(Integer.valueOf(delay)));
  }

  @Test
  void whatIsSoFromTheStartIsToldOnlyIfItIsDanger() {
    for (Situation situation : Situation.values()) {
      Notices fresh = new Notices();
      boolean news = false;
      for (int second = 0; second < 30; second++) {
        news |= fresh.next(PICTURES.get(situation), START.plusSeconds(second)).isPresent();
      }
      assertThat(news).as("%s", situation).isEqualTo(!situation.harmless());
      assertThat(situation.harmless())
          .isEqualTo(!situation.leak() && !situation.doubtful() && situation != Situation.STUCK);
    }
  }

  @Test
  void doubtThatPassesIsNotTold() {
    show(Situation.PROTECTED, 10);
    show(Situation.UNKNOWN, 4);
    show(Situation.PROTECTED, 30);
    assertThat(told).isEmpty();
  }

  @Test
  void vpnThatComesAndGoesIsToldTwiceAndThenOnlyWhereItStays() {
    show(Situation.PROTECTED, 5);
    for (int i = 0; i < 6; i++) {
      show(Situation.BLOCKING, 3);
      show(Situation.PROTECTED, 3);
    }
    assertThat(told)
        .containsExactly(
            Situation.BLOCKING, Situation.PROTECTED, Situation.BLOCKING, Situation.PROTECTED);
    show(Situation.BLOCKING, 15);
    assertThat(told).hasSize(4);
    show(Situation.BLOCKING, 1);
    assertThat(told).hasSize(5).last().isEqualTo(Situation.BLOCKING);
  }

  @Test
  void vpnThatComesAndGoesDoesNotKeepALeakFromBeingTold() {
    show(Situation.PROTECTED, 5);
    for (int i = 0; i < 6; i++) {
      show(Situation.BLOCKING, 3);
      show(Situation.PROTECTED, 3);
    }
    show(Situation.LEAKING, 1);
    assertThat(told).last().isEqualTo(Situation.LEAKING);
  }

  @Test
  void whatSomebodyWantedIsToldHoweverOften() {
    show(Situation.EXPOSED, 1);
    for (int i = 0; i < 6; i++) {
      show(Situation.PROTECTED, 2);
      show(Situation.EXPOSED, 2);
    }
    assertThat(told).hasSize(12);
  }

  @Test
  void fightAboutTheRulesIsNotToldBlowByBlow() {
    show(Situation.PROTECTED, 5);
    for (int i = 0; i < 10; i++) {
      show(Situation.LEAKING, 2);
      show(Situation.PROTECTED, 3);
    }
    assertThat(told).hasSize(4);
    show(Situation.LEAKING, 20);
    assertThat(told).hasSize(5).last().isEqualTo(Situation.LEAKING);
  }

  @Test
  void vpnThatWasTornDownWithTheNetworkGetsTimeToComeBack() {
    show(Situation.PROTECTED, 10);
    show(Situation.OFFLINE, 600);
    show(Situation.BLOCKING, 8);
    show(Situation.PROTECTED, 60);
    assertThat(told).isEmpty();
  }

  @Test
  void vpnThatWasTornDownInSleepGetsTimeToComeBack() {
    show(Situation.PROTECTED, 10);
    now = now.plus(Duration.ofHours(8));
    show(Situation.BLOCKING, 8);
    show(Situation.PROTECTED, 10);
    assertThat(told).isEmpty();
    now = now.plus(Duration.ofHours(8));
    show(Situation.BLOCKING, 20);
    assertThat(told).containsExactly(Situation.BLOCKING);
  }

  @Test
  void sleepBeginsTheVpnsTimeAnew() {
    show(Situation.PROTECTED, 10);
    show(Situation.OFFLINE, 600);
    show(Situation.BLOCKING, 8);
    now = now.plus(Duration.ofHours(8));
    show(Situation.BLOCKING, 8);
    show(Situation.PROTECTED, 10);
    assertThat(told).isEmpty();
  }

  @Test
  void leakIsAsLongAsItsPictures() {
    show(Situation.PROTECTED, 3);
    show(Situation.LEAKING, 10);
    Change change = notices.next(PICTURES.get(Situation.PROTECTED), now).orElseThrow();
    assertThat(change.leaked()).contains(Duration.ofSeconds(10));
  }

  @Test
  void leakThatEndedInABlockedMachineIsOverThen() {
    show(Situation.PROTECTED, 3);
    show(Situation.LEAKING, 3);
    show(Situation.STUCK, 3600);
    Change change = notices.next(PICTURES.get(Situation.PROTECTED), now).orElseThrow();
    assertThat(change.leaked()).as("it leaked for no hour").isEmpty();
  }

  @Test
  void leakThatEndsBeforeItBeganHadNoLength() {
    show(Situation.PROTECTED, 3);
    show(Situation.LEAKING, 3);
    now = now.minus(Duration.ofDays(1));
    Change change = notices.next(PICTURES.get(Situation.PROTECTED), now).orElseThrow();
    assertThat(change.leaked()).isEmpty();
  }

  @Test
  void leakThatWasClosedTellsHowLongItWasOpen() {
    show(Situation.PROTECTED, 3);
    show(Situation.LEAKING, 1);
    now = now.plusSeconds(2);
    Change change = notices.next(PICTURES.get(Situation.BLOCKING), now).orElseThrow();
    assertThat(change.leaked()).contains(Duration.ofSeconds(3));
    now = now.plusSeconds(30);
    Change later = notices.next(PICTURES.get(Situation.PROTECTED), now).orElseThrow();
    assertThat(later.leaked()).isEmpty();
  }

  @Test
  void openingOnPurposeIsNoEndOfALeak() {
    show(Situation.LEAKING, 3);
    show(Situation.EXPOSED, 3);
    Change change = notices.next(PICTURES.get(Situation.PROTECTED), now).orElseThrow();
    assertThat(change.leaked()).isEmpty();
  }

  @Test
  void nothingIsToldWhileTheHelperWorks() {
    show(Situation.PROTECTED, 3);
    assertThat(notices.next(Pictures.of(Protection.EXPOSED, Task.DISARMING), now)).isEmpty();
    show(Situation.EXPOSED, 3);
    assertThat(told).containsExactly(Situation.EXPOSED);
    assertThat(notices.next(Pictures.of(Protection.LEAKING, Task.ARMING), now)).isEmpty();
    show(Situation.EXPOSED, 3);
    assertThat(told).hasSize(1);
  }

  @Test
  void trialIsToldWithItsBeginningAndItsEnd() {
    Instant end = START.plusSeconds(60);
    show(Situation.EXPOSED, 1);
    Picture trial = Pictures.onTrial(Protection.PROTECTED, end, now);
    assertThat(notices.next(trial, now)).isPresent();
    assertThat(notices.next(trial, now.plusSeconds(3))).isEmpty();
    Change confirmed =
        notices.next(PICTURES.get(Situation.PROTECTED), now.plusSeconds(6)).orElseThrow();
    assertThat(confirmed.trialOver()).isFalse();
  }

  @Test
  void trialThatWasConfirmedIsNotOverHoweverLateThatIsSeen() {
    Instant end = START.plusSeconds(60);
    assertThat(notices.next(Pictures.onTrial(Protection.PROTECTED, end, now), now)).isPresent();
    Instant late = end.plusSeconds(3600);
    Change confirmed =
        notices.next(Pictures.at(PICTURES.get(Situation.PROTECTED), late), late).orElseThrow();
    assertThat(confirmed.trialOver()).isFalse();
  }

  @Test
  void trialThatNobodyConfirmedIsOver() {
    assertThat(trialEndsBy(Duration.ofSeconds(61)).trialOver()).isTrue();
    assertThat(trialEndsBy(Duration.ofSeconds(20)).trialOver()).as("disarmed").isFalse();
  }

  private static Change trialEndsBy(Duration after) {
    Notices fresh = new Notices();
    Instant end = START.plusSeconds(60);
    assertThat(fresh.next(Pictures.onTrial(Protection.PROTECTED, end, START), START)).isPresent();
    Instant then = START.plus(after);
    return fresh.next(Pictures.at(PICTURES.get(Situation.EXPOSED), then), then).orElseThrow();
  }

  @Test
  void clockThatIsSetBackHoldsNothingUp() {
    show(Situation.PROTECTED, 10);
    now = now.minus(Duration.ofDays(1));
    show(Situation.BLOCKING, 1);
    show(Situation.LEAKING, 1);
    now = now.minus(Duration.ofDays(1));
    show(Situation.UNKNOWN, 10);
    assertThat(told).containsExactly(Situation.BLOCKING, Situation.LEAKING, Situation.UNKNOWN);
    show(Situation.HELPER_MISSING, 3);
    now = now.minus(Duration.ofDays(1));
    show(Situation.HELPER_MISSING, 10);
    assertThat(told).hasSize(4).last().isEqualTo(Situation.HELPER_MISSING);
  }

  private void show(Situation situation, int seconds) {
    for (int i = 0; i < seconds; i++) {
      Optional<Change> change = notices.next(PICTURES.get(situation), now);
      change.ifPresent(news -> told.add(news.to()));
      now = now.plusSeconds(1);
    }
  }
}
