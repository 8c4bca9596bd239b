package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AnnouncedHelperTest {
  private final Deque<CompletableFuture<HelperResult>> calls = new ArrayDeque<>();
  private final List<Task> heard = new ArrayList<>();
  private final HelperClient helper =
      new AnnouncedHelper(
          new HelperClient() {
            @Override
            public CompletableFuture<HelperResult> call(Verb verb, Optional<Settings> settings) {
              calls.add(new CompletableFuture<>());
              return calls.getLast();
            }

            @Override
            public CompletableFuture<HelperResult> armOnTrial(Duration trial) {
              return call(Verb.ARM);
            }

            @Override
            public CompletableFuture<HelperResult> armAgain() {
              return call(Verb.ARM);
            }

            @Override
            public CompletableFuture<Boolean> isFree(Verb verb) {
              return CompletableFuture.completedFuture(verb == Verb.STATUS);
            }

            @Override
            public Watch watch(Consumer<Report> each, Consumer<HelperResult> ended) {
              return () -> ended.accept(new HelperResult.NoAgent());
            }

            @Override
            public void close() {
              calls.forEach(call -> call.cancel(true));
            }
          },
          heard::add);

  @Test
  void workIsAnnouncedFromItsStartToItsEnd() {
    var unused = helper.call(Verb.ARM);
    assertThat(heard).containsExactly(Task.ARMING);
    calls.remove().complete(new HelperResult.Dismissed());
    assertThat(heard).containsExactly(Task.ARMING, Task.NONE);
  }

  @Test
  void whatWaitsIsAnnouncedWhenItsTurnComes() {
    var first = helper.call(Verb.ARM);
    var second = helper.call(Verb.DISARM);
    assertThat(first).isNotSameAs(second);
    calls.remove().complete(new HelperResult.Dismissed());
    calls.remove().complete(new HelperResult.Dismissed());
    assertThat(heard).containsExactly(Task.ARMING, Task.ARMING, Task.DISARMING, Task.NONE);
  }

  @Test
  void everyWayOfArmingIsAnnounced() {
    var trial = helper.armOnTrial(Duration.ofMinutes(1));
    assertThat(trial).isSameAs(calls.getLast());
    calls.remove().complete(new HelperResult.Dismissed());
    var again = helper.armAgain();
    assertThat(again).isSameAs(calls.getLast());
    calls.remove().complete(new HelperResult.Dismissed());
    assertThat(trial).isNotSameAs(again);
    assertThat(heard).containsExactly(Task.ARMING, Task.NONE, Task.ARMING, Task.NONE);
  }

  @Test
  void lookIsAnnouncedAsOne() {
    var unused = helper.call(Verb.STATUS);
    calls.remove().complete(new HelperResult.NoAgent());
    assertThat(heard).containsExactly(Task.LOOKING, Task.NONE);
    assertThat(helper.isFree(Verb.STATUS)).isCompletedWithValue(true);
    assertThat(helper.isFree(Verb.ARM)).isCompletedWithValue(false);
  }

  @Test
  void watchingIsNoWork() {
    List<HelperResult> ends = new ArrayList<>();
    helper.watch(report -> {}, ends::add).close();
    assertThat(ends).containsExactly(new HelperResult.NoAgent());
    calls.clear();
    assertThat(helper.call(Verb.RENDER)).isSameAs(calls.getLast()).isNotDone();
    assertThat(heard).isEmpty();
  }

  @Test
  void givenUpWorkEnds() {
    var unused = helper.call(Verb.DISARM);
    helper.close();
    assertThat(heard).containsExactly(Task.DISARMING, Task.NONE);
  }
}
