package io.github.vpnfirewall.helper;

import io.github.vpnfirewall.helper.netfilter.Deadline;
import io.github.vpnfirewall.helper.netfilter.ProcUptime;
import io.github.vpnfirewall.helper.state.HelperLock;
import io.github.vpnfirewall.helper.state.KeeperLock;
import io.github.vpnfirewall.helper.state.Places;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.state.Trial;
import io.github.vpnfirewall.helper.verb.Keeper;
import io.github.vpnfirewall.helper.verb.Machine;
import io.github.vpnfirewall.helper.verb.Outcome;
import io.github.vpnfirewall.helper.verb.Verbs;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The process that keeps a trial. Root starts it, and nobody through polkit: it opens without a
 * password, but only what was armed on trial, when the time has come.
 */
final class Keeping {
  private static final Duration TOOLS_END = Duration.ofSeconds(8);

  /** What takes longer hangs: then this process ends, and is started again where systemd runs. */
  private static final Duration END = Duration.ofSeconds(25);

  /** Whoever looks whether there is a keeper holds its lock for a moment. */
  private static final int TRIES = 100;

  private static final long TRY_MILLIS = 20;

  private final String id;
  private final StateFiles files;
  private final BiFunction<Deadline, StateFiles, Machine> machines;

  /**
   * @param id which trial; see {@link Trial#isId}
   * @param machines the machine, with a deadline for its tools
   */
  Keeping(String id, BiFunction<Deadline, StateFiles, Machine> machines) {
    this.id = id;
    this.machines = machines;
    this.files = new StateFiles(Places.INSTALLED, id);
  }

  /** Keeps it to its end; does nothing if it is over, or another one keeps it. */
  void run() throws IOException, InterruptedException {
    Optional<KeeperLock> lock = Optional.empty();
    for (int i = 0; lock.isEmpty() && i < TRIES; i++) {
      if (isOver()) {
        return;
      }
      lock = KeeperLock.take(Places.INSTALLED, id);
      Thread.sleep(TRY_MILLIS);
    }
    if (lock.isPresent()) {
      new Keeper(files, new ProcUptime(), this::open, pause -> Thread.sleep(pause.toMillis()))
          .keep(id);
      lock.get().close();
    }
  }

  private boolean isOver() throws IOException {
    return files.trial().filter(trial -> trial.id().equals(id)).isEmpty();
  }

  private boolean open() throws IOException {
    Thread watchdog = watchdog();
    try {
      Deadline deadline = Deadline.in(TOOLS_END);
      HelperLock lock = HelperLock.take(Places.INSTALLED, deadline);
      try {
        Optional<Outcome> outcome = new Verbs(machines.apply(deadline, files)).endTrial(id);
        if (outcome.isPresent()) {
          files.storeReport(outcome.get().report());
        }
        return outcome.isPresent() && outcome.get().exit() == Outcome.DONE;
      } finally {
        lock.close();
      }
    } finally {
      watchdog.interrupt();
    }
  }

  private static Thread watchdog() {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                Thread.sleep(END.toMillis());
              } catch (InterruptedException e) {
                return;
              }
              ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
              Runtime.getRuntime().halt(1);
            },
            "watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
    return watchdog;
  }
}
