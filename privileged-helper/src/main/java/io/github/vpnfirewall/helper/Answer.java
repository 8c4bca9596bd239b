package io.github.vpnfirewall.helper;

import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import io.github.vpnfirewall.helper.verb.Outcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What goes to standard output: one document, in time, or one on each line for {@code watch}. */
final class Answer {
  /** So long does whoever called have time to read what is said when the time is up. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PrintStream output;
  private final AtomicBoolean given = new AtomicBoolean();

  private Answer(PrintStream output) {
    this.output = output;
  }

  /** Takes standard output; whatever else prints there from now on goes to standard error. */
  static Answer claimStandardOutput() {
    Answer answer = new Answer(System.out);
    System.setOut(System.err);
    return answer;
  }

  /**
   * If no answer is given in time, says so and ends the process with all that it started: also if
   * it stands before a full pipe that nobody reads. Only {@code render} waits for its reader, who
   * may turn pages: it holds nothing that others wait for.
   */
  void expectWithin(Duration limit, Optional<Verb> verb) {
    after(
        limit,
        () -> {
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
          if (!verb.equals(Optional.of(Verb.RENDER))) {
            after(PATIENCE, () -> Runtime.getRuntime().halt(Outcome.FAILED));
          }
          give(
              new Outcome(
                  Report.failure(
                      verb,
                      new Problem(
                          "timeout",
                          null,
                          "The helper did not finish within " + limit.toSeconds() + " s")),
                  Outcome.FAILED));
        });
  }

  private static void after(Duration time, Runnable work) {
    Thread watchdog =
        new Thread("watchdog") {
          @Override
          public void run() {
            try {
              sleep(time.toMillis());
            } catch (InterruptedException e) {
              return;
            }
            work.run();
          }
        };
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /**
   * Prints a report on a line of its own, and does not end.
   *
   * @return whether there is somebody who could read it
   */
  boolean say(Report report) {
    print(report);
    return !output.checkError();
  }

  private void print(Report report) {
    byte[] line = (ReportJson.write(report) + "\n").getBytes(StandardCharsets.UTF_8);
    output.write(line, 0, line.length);
    output.flush();
  }

  /** Prints the report and ends the process. */
  void give(Outcome outcome) {
    if (given.compareAndSet(false, true)) {
      print(outcome.report());
      // Not exit(): no hook of anybody's may hold root here.
      Runtime.getRuntime().halt(outcome.exit());
    }
  }
}
