package io.github.vpnfirewall.helper;

import io.github.vpnfirewall.helper.log.KernelLog;
import io.github.vpnfirewall.helper.netfilter.Deadline;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.state.HelperLock;
import io.github.vpnfirewall.helper.state.Places;
import io.github.vpnfirewall.helper.verb.Looks;
import io.github.vpnfirewall.helper.verb.Machine;
import io.github.vpnfirewall.helper.verb.Watch;
import io.github.vpnfirewall.helper.verb.WatchGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs {@code watch} between standard input, whose end is its end, and standard output. Whatever
 * hangs, nothing of it stays: not with a reader that reads no more, nor without any.
 */
final class Watching {
  /** No tool of one look is waited for any longer than this. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final long GUARD_MILLIS = 200;

  private final Answer answer;
  private final Function<Deadline, Machine> machines;
  private final Looks looks = new Looks(System::nanoTime);
  private final CountDownLatch inputEnded = new CountDownLatch(1);
  private final WatchGuard guard = new WatchGuard(System::nanoTime);

  /**
   * @param machines the machine, with a deadline for its tools
   */
  Watching(Answer answer, Function<Deadline, Machine> machines) {
    this.answer = answer;
    this.machines = machines;
  }

  /** Watches to the end. */
  void run() throws InterruptedException {
    KernelLog log = KernelLog.follow(Path.of("/dev/kmsg"), Clock.systemUTC());
    daemon(this::awaitEndOfInput, "input");
    daemon(this::guard, "guard");
    new Watch(this::look, log::lastBlocked)
        .run(this::say, pause -> inputEnded.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    Runtime.getRuntime().halt(0);
  }

  private Report look() throws IOException {
    guard.looks();
    try {
      Deadline deadline = Deadline.in(LOOK);
      HelperLock lock = HelperLock.take(Places.INSTALLED, deadline);
      try {
        return looks.look(machines.apply(deadline));
      } finally {
        lock.close();
      }
    } finally {
      guard.looked();
    }
  }

  private boolean say(Report report) {
    guard.says();
    try {
      return answer.say(report);
    } finally {
      guard.said();
    }
  }

  private void awaitEndOfInput() {
    byte[] nothing = new byte[1024];
    try {
      while (System.in.read(nothing) >= 0) {
        // Nobody has anything to say there: only its end counts.
      }
    } catch (IOException e) {
      // It is gone, which is the same.
    }
    guard.inputEnded();
    inputEnded.countDown();
  }

  private void guard() {
    try {
      while (true) {
        Thread.sleep(GUARD_MILLIS);
        WatchGuard.Verdict verdict = guard.verdict();
        if (verdict != WatchGuard.Verdict.GO_ON) {
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
          Runtime.getRuntime().halt(verdict == WatchGuard.Verdict.OVER ? 0 : 1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
