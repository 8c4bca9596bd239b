package io.github.vpnfirewall.helper;

import io.github.vpnfirewall.helper.netfilter.Deadline;
import io.github.vpnfirewall.helper.netfilter.EarlyGate;
import io.github.vpnfirewall.helper.netfilter.ExecKeepers;
import io.github.vpnfirewall.helper.netfilter.ExecNetfilter;
import io.github.vpnfirewall.helper.netfilter.ExecProber;
import io.github.vpnfirewall.helper.netfilter.Forwarding;
import io.github.vpnfirewall.helper.netfilter.Ipv6Switch;
import io.github.vpnfirewall.helper.netfilter.ProcUptime;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.HelperLock;
import io.github.vpnfirewall.helper.state.Places;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.state.Trial;
import io.github.vpnfirewall.helper.verb.LeakTest;
import io.github.vpnfirewall.helper.verb.Machine;
import io.github.vpnfirewall.helper.verb.Outcome;
import io.github.vpnfirewall.helper.verb.Trouble;
import io.github.vpnfirewall.helper.verb.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The helper's entry: one verb in, one report out, whatever happens. */
public final class Main {
  /** No tool is waited for any longer than this. */
  private static final Duration TOOLS_END = Duration.ofSeconds(8);

  /** The helper's own end (design §4). */
  private static final Duration END = Duration.ofSeconds(10);

  /** A trial first waits for its keeper to come up. */
  private static final Duration TRIAL_TOOLS_END = Duration.ofSeconds(25);

  private static final Duration TRIAL_END = Duration.ofSeconds(30);

  /** A comparison holds no lock and no root, and may be about many thousand servers. */
  private static final Duration CHECK_END = Duration.ofSeconds(60);

  /** So often status looks again while an arm that has shut the gate waits for the lock. */
  private static final int PATIENCE = 30;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final int ROOT = 0;

  private Main() {}

  /**
   * Runs one verb.
   *
   * @param args exactly one verb of design §4, and maybe an option behind it; see {@link Command}
   */
  public static void main(String[] args) {
    Answer answer = Answer.claimStandardOutput();
    Optional<Verb> verb = Optional.empty();
    Outcome outcome;
    try {
      if (args.length == 2 && args[0].equals(ExecKeepers.WORD) && mayKeep(args[1])) {
        new Keeping(args[1], Main::machine).run();
        Runtime.getRuntime().halt(0);
      }
      Command command = Command.parse(args);
      verb = Optional.of(command.verb());
      if (command.verb() == Verb.WATCH && effectiveUser() == ROOT) {
        new Watching(answer, deadline -> machine(deadline, new StateFiles(Places.INSTALLED))).run();
      }
      answer.expectWithin(
          command.check() ? CHECK_END : command.trial().isPresent() ? TRIAL_END : END, verb);
      outcome = run(command);
    } catch (Command.UsageException e) {
      outcome = usage(e);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      Trouble.tell("The helper failed", e);
      outcome = failure(verb, "failed", "The helper failed: " + e);
    }
    answer.give(outcome);
  }

  /** Root alone, and nobody through pkexec, which tells us who asks. */
  private static boolean mayKeep(String trial) throws IOException {
    return Trial.isId(trial)
        && effectiveUser() == ROOT
        && Optional.ofNullable(System.getenv("PKEXEC_UID")).orElse("").isEmpty();
  }

  private static Outcome run(Command command) throws IOException, InterruptedException {
    Verb verb = command.verb();
    Deadline deadline = Deadline.in(command.trial().isPresent() ? TRIAL_TOOLS_END : TOOLS_END);
    Machine machine = machine(deadline, new StateFiles(Places.INSTALLED));
    if (verb == Verb.RENDER) {
      return new Verbs(machine).render(input(), command.check());
    }
    if (effectiveUser() != ROOT) {
      return failure(
          Optional.of(verb), "not-root", "The helper must run as root: use pkexec or sudo");
    }
    if (verb == Verb.VERIFY) {
      // The lock is for reading alone: nobody waits for packets.
      return new LeakTest(machine, new ExecProber(deadline))
          .run(
              () ->
                  locked(
                          machine,
                          new Verbs(machine),
                          Command.of(Verb.STATUS),
                          new byte[0],
                          deadline)
                      .report());
    }
    boolean early = verb == Verb.ARM && EarlyGate.awaitShut(deadline);
    Verbs verbs = new Verbs(machine, early);
    try {
      return locked(
          machine, verbs, command, verb == Verb.CONFIGURE ? input() : new byte[0], deadline);
    } catch (IOException | RuntimeException | Error e) {
      verbs.openEarly();
      throw e;
    }
  }

  private static Machine machine(Deadline deadline, StateFiles files) {
    return new Machine(
        new ExecNetfilter(deadline),
        new Ipv6Switch(Path.of("/proc/sys/net/ipv6/conf")),
        new Forwarding(Path.of("/proc/sys/net")),
        files,
        Clock.systemUTC(),
        new ProcUptime(),
        new ExecKeepers());
  }

  private static Outcome locked(
      Machine machine, Verbs verbs, Command command, byte[] input, Deadline deadline)
      throws IOException {
    for (int patience = PATIENCE; ; patience--) {
      HelperLock lock = HelperLock.take(Places.INSTALLED, deadline);
      try {
        verbs.readAhead();
        Optional<Outcome> outcome =
            command.verb() == Verb.STATUS && patience > 0
                ? status(verbs)
                : Optional.of(locked(verbs, command, input));
        if (outcome.isPresent()) {
          storeReport(machine, outcome.get());
          return outcome.get();
        }
      } finally {
        lock.close();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void storeReport(Machine machine, Outcome outcome) {
    try {
      machine.files().storeReport(outcome.report());
    } catch (IOException e) {
      System.err.println("The report could not be left for others: " + e);
    }
  }

  /** Empty if it is worth asking again, without the lock for a moment. */
  private static Optional<Outcome> status(Verbs verbs) throws IOException {
    try {
      return verbs.statusUnlessArming();
    } catch (IOException | RuntimeException e) {
      return Optional.of(failed(verbs, Verb.STATUS, e));
    }
  }

  private static Outcome failed(Verbs verbs, Verb verb, Exception e) throws IOException {
    Trouble.tell("The helper could not " + verb.key(), e);
    return verbs.cutOff(verb, new Problem("failed", null, "The helper failed: " + e));
  }

  private static Outcome locked(Verbs verbs, Command command, byte[] input) throws IOException {
    try {
      return switch (command.verb()) {
        case ARM -> arm(verbs, command);
        case DISARM -> verbs.disarm();
        case CONFIGURE -> verbs.configure(input);
        case STATUS, VERIFY -> verbs.status();
        case RENDER -> verbs.render(input, false);
        case WATCH -> throw new IllegalStateException("a watch holds no lock");
      };
    } catch (IOException | RuntimeException e) {
      return failed(verbs, command.verb(), e);
    }
  }

  private static Outcome arm(Verbs verbs, Command command) throws IOException {
    if (command.trial().isPresent()) {
      return verbs.armOnTrial(command.trial().get());
    }
    return command.again() ? verbs.armAgain() : verbs.arm();
  }

  private static byte[] input() throws IOException {
    return System.in.readNBytes(SettingsJson.MAX_BYTES + 1);
  }

  private static Outcome usage(Command.UsageException e) {
    System.err.println(
        "Usage: vpnfirewall-helper arm [--confirm TIME|--again]"
            + "|disarm|configure|status|watch|verify|render [--check]");
    return new Outcome(
        Report.failure(e.verb, new Problem("usage", null, e.getMessage())), Outcome.INVALID);
  }

  private static Outcome failure(Optional<Verb> verb, String code, String message) {
    return new Outcome(Report.failure(verb, new Problem(code, null, message)), Outcome.FAILED);
  }

  /** The user as whom the kernel lets us act (proc(5), the second number of {@code Uid:}). */
  private static int effectiveUser() throws IOException {
    for (String line : Files.readString(Path.of("/proc/self/status")).split("\n", -1)) {
      if (line.startsWith("Uid:\t")) {
        return (int) Long.parseLong(line.split("\t", -1)[2]);
      }
    }
    throw new IOException("/proc/self/status names no user");
  }
}
