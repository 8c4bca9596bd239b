package io.github.vpnfirewall.app.monitor;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Observation.Probe.Verdict;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.PictureSource.Subscription;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.protection.Reason;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final AtomicInteger looks = new AtomicInteger();
  private volatile State state = State.ARMED;
  private volatile Verdict verdict = Verdict.REFUSED;
  private volatile boolean broken;
  private final BlockingQueue<Picture> heard = new LinkedBlockingQueue<>();
  private Monitor monitor;

  @AfterEach
  void close() {
    monitor.close();
  }

  @Test
  void listenerHearsWhatIsTrueAtOnceAndWhatBecomesOfIt() throws Exception {
    start(NEVER);
    assertThat(next().protection()).isEqualTo(Protection.BLOCKING);
    assertThat(monitor.latest()).isPresent();
    state = State.DISARMED;
    verdict = Verdict.ESCAPED;
    monitor.refresh();
    assertThat(next().protection()).isEqualTo(Protection.EXPOSED);
  }

  @Test
  void looksFromTimeToTimeWithoutAnyEvent() throws Exception {
    start(Duration.ofMillis(20));
    for (int i = 0; i < 5; i++) {
      assertThat(next().protection()).isEqualTo(Protection.BLOCKING);
    }
  }

  @Test
  void swarmOfEventsIsOneLook() throws Exception {
    start(NEVER);
    next();
    int before = looks.get();
    for (int i = 0; i < 1000; i++) {
      monitor.refresh();
    }
    next();
    Thread.sleep(200);
    assertThat(looks.get() - before).isBetween(1, 3);
  }

  @Test
  void taskIsShownAtOnce() throws Exception {
    start(NEVER);
    assertThat(next().busy()).isFalse();
    monitor.task(Task.DISARMING);
    assertThat(next().observation().task()).isEqualTo(Task.DISARMING);
    monitor.task(Task.NONE);
    assertThat(next().busy()).isFalse();
  }

  @Test
  void nothingIsLookedAtBeforeWhatChangesItHasHadTime() throws Exception {
    start(NEVER);
    next();
    int before = looks.get();
    monitor.task(Task.ARMING);
    assertThat(next().observation().task()).isEqualTo(Task.ARMING);
    assertThat(looks).hasValue(before);
    long asked = System.nanoTime();
    monitor.refresh();
    assertThat(next().busy()).isTrue();
    assertThat(System.nanoTime() - asked).isGreaterThanOrEqualTo(Pace.LONGEST.toNanos());
    monitor.task(Task.NONE);
    assertThat(next().busy()).isFalse();
    assertThat(looks).hasValue(before + 2);
  }

  @Test
  void openingForWhichTheReportIsOnlyLateIsNoLeak() throws Exception {
    start(NEVER);
    next();
    verdict = Verdict.ESCAPED;
    monitor.refresh();
    Thread.sleep(300);
    state = State.DISARMED;
    assertThat(next().protection()).isEqualTo(Protection.EXPOSED);
    assertThat(heard).isEmpty();
  }

  @Test
  void leakThatStaysIsShown() throws Exception {
    start(NEVER);
    next();
    verdict = Verdict.ESCAPED;
    monitor.refresh();
    assertThat(next().protection()).isEqualTo(Protection.LEAKING);
  }

  @Test
  void failureToLookTakesTheGreenAway() throws Exception {
    start(NEVER);
    assertThat(next().protection()).isEqualTo(Protection.BLOCKING);
    broken = true;
    monitor.refresh();
    Picture picture = next();
    assertThat(picture.protection()).isEqualTo(Protection.UNKNOWN);
    assertThat(picture.reason()).isEqualTo(Reason.LOOK_FAILED.key());
    broken = false;
    monitor.refresh();
    assertThat(next().protection()).isEqualTo(Protection.BLOCKING);
  }

  @Test
  void listenerThatFailsSpoilsNothing() throws Exception {
    monitor = new Monitor(this::look, NEVER);
    try (Subscription bad =
        monitor.listen(
            picture -> {
              throw new IllegalStateException("on purpose");
            })) {
      assertThat(bad).isNotNull();
      listen();
      next();
      monitor.refresh();
      next();
    }
  }

  @Test
  void closedSubscriptionHearsNoMore() throws Exception {
    monitor = new Monitor(this::look, NEVER);
    Subscription subscription = listen();
    next();
    subscription.close();
    monitor.refresh();
    Thread.sleep(200);
    assertThat(heard).isEmpty();
  }

  @Test
  void closedMonitorTakesLateCallsWithoutComplaint() throws Exception {
    start(NEVER);
    next();
    monitor.close();
    monitor.refresh();
    monitor.task(Task.ARMING);
    Thread.sleep(100);
    assertThat(heard).isEmpty();
  }

  private void start(Duration period) {
    monitor = new Monitor(this::look, period);
    listen();
  }

  private Subscription listen() {
    return monitor.listen(heard::add);
  }

  private Picture next() throws InterruptedException {
    Picture picture = heard.poll(10, SECONDS);
    assertThat(picture).as("a picture within 10 s").isNotNull();
    return picture;
  }

  private Observation look(Task task) {
    looks.incrementAndGet();
    if (broken) {
      throw new IllegalStateException("on purpose");
    }
    Instant now = Instant.now();
    return new Observation(
        now,
        true,
        Optional.of(Samples.report(Verb.STATUS, state)),
        Optional.empty(),
        Optional.of(Samples.settings("tun0")),
        List.of(new Link("eth0", true, false, Optional.empty(), 0, 0)),
        List.of(new Probe("eth0", AddressFamily.IPV4, verdict, now)),
        task);
  }
}
