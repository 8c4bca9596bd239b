package io.github.vpnfirewall.helper;

import io.github.vpnfirewall.helper.netfilter.Deadline;
import io.github.vpnfirewall.helper.netfilter.ExecNetfilter;
import io.github.vpnfirewall.helper.netfilter.ExecProber;
import io.github.vpnfirewall.helper.netfilter.Forwarding;
import io.github.vpnfirewall.helper.netfilter.Ipv6Switch;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.state.HelperLock;
import io.github.vpnfirewall.helper.state.Places;
import io.github.vpnfirewall.helper.state.StateFiles;
import io.github.vpnfirewall.helper.verb.LeakTest;
import io.github.vpnfirewall.helper.verb.Machine;
import io.github.vpnfirewall.helper.verb.Outcome;
import io.github.vpnfirewall.helper.verb.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The helper's entry: one verb in, one report out, whatever happens. */
public final class Main {
  /** No tool is waited for any longer than this. */
  private static final Duration TOOLS_END = Duration.ofSeconds(8);

  /** The helper's own end (design §4). */
  private static final Duration END = Duration.ofSeconds(10);

  /** A comparison holds no lock and no root, and may be about many thousand servers. */
  private static final Duration CHECK_END = Duration.ofSeconds(60);

  private static final int ROOT = 0;

  private Main() {}

  /**
   * Runs one verb.
   *
   * @param args exactly one verb of design §4; {@code render} may have {@code --check} behind it
   */
  public static void main(String[] args) {
    Answer answer = Answer.claimStandardOutput();
    boolean check = List.of(args).equals(List.of(Verb.RENDER.key(), "--check"));
    Optional<Verb> verb = args.length == 1 || check ? Verb.parse(args[0]) : Optional.empty();
    Outcome outcome;
    try {
      if (verb.equals(Optional.of(Verb.WATCH)) && effectiveUser() == ROOT) {
        new Watching(answer, Main::machine).run();
      }
      answer.expectWithin(check ? CHECK_END : END, verb);
      outcome = verb.isPresent() ? run(verb.get(), check) : usage();
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      e.printStackTrace();
      outcome = failure(verb, "failed", "The helper failed: " + e);
    }
    answer.give(outcome);
  }

  private static Outcome run(Verb verb, boolean check) throws IOException {
    Deadline deadline = Deadline.in(TOOLS_END);
    Machine machine = machine(deadline);
    if (verb == Verb.RENDER) {
      return new Verbs(machine).render(input(), check);
    }
    if (effectiveUser() != ROOT) {
      return failure(
          Optional.of(verb), "not-root", "The helper must run as root: use pkexec or sudo");
    }
    if (verb == Verb.VERIFY) {
      // The lock is for reading alone: nobody waits for packets.
      return new LeakTest(machine, new ExecProber(deadline))
          .run(() -> locked(machine, Verb.STATUS, new byte[0], deadline).report());
    }
    return locked(machine, verb, verb == Verb.CONFIGURE ? input() : new byte[0], deadline);
  }

  private static Machine machine(Deadline deadline) {
    return new Machine(
        new ExecNetfilter(deadline),
        new Ipv6Switch(Path.of("/proc/sys/net/ipv6/conf")),
        new Forwarding(Path.of("/proc/sys/net")),
        new StateFiles(Places.INSTALLED),
        Clock.systemUTC());
  }

  private static Outcome locked(Machine machine, Verb verb, byte[] input, Deadline deadline)
      throws IOException {
    HelperLock lock = HelperLock.take(Places.INSTALLED, deadline);
    try {
      Outcome outcome = locked(new Verbs(machine), verb, input);
      try {
        machine.files().storeReport(outcome.report());
      } catch (IOException e) {
        System.err.println("The report could not be left for others: " + e);
      }
      return outcome;
    } finally {
      lock.close();
    }
  }

  private static Outcome locked(Verbs verbs, Verb verb, byte[] input) throws IOException {
    try {
      return switch (verb) {
        case ARM -> verbs.arm();
        case DISARM -> verbs.disarm();
        case CONFIGURE -> verbs.configure(input);
        case STATUS, VERIFY -> verbs.status();
        case WATCH -> throw new IllegalStateException("a watch holds no lock");
        case RENDER -> verbs.render(input, false);
      };
    } catch (IOException | RuntimeException e) {
      e.printStackTrace();
      return verbs.cutOff(verb, new Problem("failed", null, "The helper failed: " + e));
    }
  }

  private static byte[] input() throws IOException {
    return System.in.readNBytes(SettingsJson.MAX_BYTES + 1);
  }

  private static Outcome usage() {
    System.err.println(
        "Usage: vpnfirewall-helper arm|disarm|configure|status|watch|verify|render [--check]");
    return new Outcome(
        Report.failure(
            Optional.empty(),
            new Problem(
                "usage",
                null,
                "Name one verb: arm, disarm, configure, status, watch, verify or render")),
        Outcome.INVALID);
  }

  private static Outcome failure(Optional<Verb> verb, String code, String message) {
    return new Outcome(Report.failure(verb, new Problem(code, null, message)), Outcome.FAILED);
  }

  /** The user as whom the kernel lets us act (proc(5), the second number of {@code Uid:}). */
  private static int effectiveUser() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Uid:")) {
        return (int) Long.parseLong(line.split("\\s+", -1)[2]);
      }
    }
    throw new IOException("/proc/self/status names no user");
  }
}
