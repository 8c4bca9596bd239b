package io.github.vpnfirewall.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WatchingTest {
  private final PendingActions actions = new PendingActions();
  private final List<Optional<Report>> told = new ArrayList<>();
  private final Moving clock = new Moving();
  private final Watching watching = new Watching(actions, clock, Runnable::run, told::add);

  @Test
  void nobodyLooksAndNobodyIsAsked() {
    watching.attend(false, false);
    watching.attend(false, true);

    assertThat(actions.watched()).isEmpty();
  }

  @Test
  void reportsAreToldWhileTheWindowIsOpen() {
    look();
    look();
    actions.report(Pictures.watched(1));

    assertThat(actions.watched()).containsExactly("watch");
    assertThat(told).containsExactly(Optional.of(Pictures.watched(1)));

    watching.attend(false, false);
    actions.report(Pictures.watched(2)); // it was on its way
    actions.end(closed());

    assertThat(actions.watched()).containsExactly("watch", "unwatch");
    assertThat(told).containsExactly(Optional.of(Pictures.watched(1)), Optional.empty());
  }

  @Test
  void windowThatIsPutAwayForLongIsNotLookedAt() {
    look();
    clock.pass(Watching.PUT_AWAY.minusSeconds(1));
    watching.attend(true, true);
    assertThat(actions.watched()).containsExactly("watch");

    clock.pass(Duration.ofSeconds(2));
    watching.attend(true, true);
    assertThat(actions.watched()).containsExactly("watch", "unwatch");

    look();
    assertThat(actions.watched()).containsExactly("watch", "unwatch", "watch");
  }

  @Test
  void whatEndsIsStartedAgainEverMoreRarely() {
    look();
    int expected = 1;
    for (long pause : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      actions.end(broken());
      clock.pass(Duration.ofSeconds(pause).minusMillis(1));
      look();
      assertThat(actions.watched()).hasSize(expected);
      clock.pass(Duration.ofMillis(1));
      look();
      expected++;
      assertThat(actions.watched()).hasSize(expected);
    }
    assertThat(told).hasSize(8).containsOnly(Optional.empty());
  }

  @Test
  void whatHeldForAWhileIsStartedAgainAtOnce() {
    look();
    for (int i = 0; i < 5; i++) {
      actions.end(broken());
      clock.pass(Duration.ofMinutes(1));
      look();
    }
    clock.pass(Duration.ofMinutes(2));
    actions.end(broken());
    clock.pass(Duration.ofSeconds(1));
    look();

    assertThat(actions.watched()).hasSize(7);
  }

  @Test
  void clockThatIsSetBackHoldsNothingUp() {
    look();
    actions.end(broken());
    clock.pass(Duration.ofDays(-1));
    look();

    assertThat(actions.watched()).hasSize(2);
  }

  static List<HelperResult> refusals() {
    return List.of(
        new HelperResult.Dismissed(),
        new HelperResult.NotAuthorized(),
        new HelperResult.NoAgent(),
        new HelperResult.NotInstalled("/usr/bin/pkexec"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsNotPermittedIsNotTriedAgainByItself(HelperResult refusal) {
    look();
    actions.end(refusal);
    clock.pass(Duration.ofDays(1));
    look();
    assertThat(actions.watched()).hasSize(1);

    watching.again();
    look();
    assertThat(actions.watched()).hasSize(2);

    actions.end(refusal);
    watching.attend(false, false);
    look();
    assertThat(actions.watched()).as("opened anew").hasSize(3);
  }

  private void look() {
    watching.attend(true, false);
  }

  private static HelperResult broken() {
    return new HelperResult.Failed(Cause.KILLED, "");
  }

  private static HelperResult closed() {
    return new HelperResult.Failed(Cause.CLOSED, "");
  }

  private static final class Moving extends Clock {
    private Instant now = Pictures.NOW;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
