package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FirstLookTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final HelperResult DONE =
      new HelperResult.Reported(Samples.report(Verb.STATUS, State.DISARMED), 3);

  private final AskedHelper helper = new AskedHelper();
  private final List<String> known = new ArrayList<>();
  private final FirstLook look = new FirstLook(helper, () -> known.add("known"));

  @Test
  void untilTheHelperHasLookedNothingIsClaimed() {
    Picture bare = Pictures.withoutReport();
    assertThat(bare.protection()).as("what it would say").isEqualTo(Protection.EXPOSED);
    assertThat(task(bare, 0)).isEqualTo(Task.LOOKING);
    assertThat(helper.asked).as("it is not known yet whether anyone would be asked").isEmpty();
    helper.free.complete(true);
    assertThat(helper.asked).containsExactly(Verb.STATUS);
    assertThat(task(bare, 1)).isEqualTo(Task.LOOKING);
    helper.answers.get(0).complete(DONE);
    assertThat(task(Pictures.of(Protection.PROTECTED), 2)).isEqualTo(Task.NONE);
    assertThat(known).isEmpty();
  }

  @Test
  void whereAPasswordWouldBeAskedForWhatIsKnownIsShownAndNothingAsked() {
    assertThat(task(Pictures.withoutReport(), 0)).isEqualTo(Task.LOOKING);
    helper.free.complete(false);
    assertThat(known).hasSize(1);
    for (int second = 1; second < 60; second++) {
      assertThat(task(Pictures.withoutReport(), second)).isEqualTo(Task.NONE);
    }
    assertThat(helper.asked).isEmpty();
    assertThat(helper.looked).containsExactly(Verb.STATUS);
  }

  @Test
  void whileItIsNotKnownWhetherAnyoneWouldBeAskedNothingElseIsTried() {
    assertThat(task(Pictures.withoutReport(), 0)).isEqualTo(Task.LOOKING);
    assertThat(task(Pictures.withoutReport(), 1)).isEqualTo(Task.LOOKING);
    assertThat(helper.looked).containsExactly(Verb.STATUS);
  }

  @Test
  void clockThatIsSetBackHoldsNothingUp() {
    helper.free.complete(false);
    assertThat(task(Pictures.withoutReport(), 0)).isEqualTo(Task.NONE);
    assertThat(task(Pictures.withoutReport(), -3600)).isEqualTo(Task.NONE);
    assertThat(helper.looked).hasSize(2);
  }

  @Test
  void sessionThatBecomesTheActiveOneIsServedThen() {
    helper.free.complete(false);
    assertThat(task(Pictures.withoutReport(), 0)).isEqualTo(Task.NONE);
    helper.free = CompletableFuture.completedFuture(true);
    assertThat(task(Pictures.withoutReport(), 61)).isEqualTo(Task.LOOKING);
    assertThat(helper.asked).containsExactly(Verb.STATUS);
  }

  @Test
  void lookThatLeavesNoReportIsNotRepeated() {
    helper.free.complete(true);
    assertThat(task(Pictures.withoutReport(), 0)).isEqualTo(Task.LOOKING);
    helper.answers.get(0).complete(new HelperResult.NoAgent());
    for (int second = 1; second < 300; second++) {
      assertThat(task(Pictures.withoutReport(), second)).isEqualTo(Task.NONE);
    }
    assertThat(helper.asked).hasSize(1);
  }

  @Test
  void reportThatVanishesIsAskedForAgain() {
    helper.free.complete(true);
    assertThat(task(Pictures.withoutReport(), 0)).isEqualTo(Task.LOOKING);
    helper.answers.get(0).complete(DONE);
    assertThat(task(Pictures.of(Protection.PROTECTED), 1)).isEqualTo(Task.NONE);
    assertThat(task(Pictures.withoutReport(), 2)).isEqualTo(Task.LOOKING);
    assertThat(helper.asked).containsExactly(Verb.STATUS, Verb.STATUS);
  }

  @Test
  void withoutTheHelperThereIsNothingToAsk() {
    assertThat(task(Pictures.withoutHelper(), 0)).isEqualTo(Task.NONE);
    assertThat(helper.looked).isEmpty();
  }

  @Test
  void reportThatCannotBeReadIsToldAndNotLookedBehind() {
    Picture damaged =
        ProtectionMap.picture(
            new Observation(
                START,
                true,
                Optional.empty(),
                Optional.of(Reason.REPORT_FOREIGN),
                Optional.empty(),
                List.of(),
                List.of(),
                Task.NONE));
    assertThat(task(damaged, 0)).isEqualTo(Task.NONE);
    assertThat(helper.looked).isEmpty();
  }

  private Task task(Picture picture, int second) {
    return look.shown(picture, START.plusSeconds(second)).observation().task();
  }
}
