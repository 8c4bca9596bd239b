package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.InvalidReportException;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of {@code watch}. The helper looks for as long as its standard input is open, which is as
 * long as this program lives and this is not closed.
 *
 * <p>Not by commons-exec as calls are: its pumps would each need a stream of their own that blocks,
 * and would wait for the input's end when the program has ended by itself.
 */
final class Watching implements HelperClient.Watch {
  /** How long it may take to end after its output did. */
  private static final long LAST_WORDS_SECONDS = 2;

  private static final int UNKNOWN = -1;
  private static final int HIGHEST_OWN = 3;
  private static final int SIGNALLED = 128;

  private final String helper;
  private final List<String> command;
  private final Consumer<Report> each;
  private final Consumer<HelperResult> ended;
  private final Consumer<Watching> gone;
  private final BoundedBuffer diagnostics = new BoundedBuffer(Invocation.KEPT_DIAGNOSTICS);
  private Process process;
  private Thread pump;
  private boolean closed;

  /**
   * @param gone is told before {@code ended} that there is nothing left to close
   */
  Watching(
      String helper,
      List<String> command,
      Consumer<Report> each,
      Consumer<HelperResult> ended,
      Consumer<Watching> gone) {
    this.helper = helper;
    this.command = List.copyOf(command);
    this.each = each;
    this.ended = ended;
    this.gone = gone;
  }

  /** On a thread that lives until the end: pkexec dies with the thread that started it. */
  void start() {
    var unused = daemon(this::run, "helper-watch");
  }

  private void run() {
    HelperResult result = new HelperResult.Failed(Cause.OTHER, "");
    try {
      result = open() ? watch() : result;
    } catch (IOException e) {
      result = Call.unstarted(command.get(0), e);
    } finally {
      stop();
      gone.accept(this);
      ended.accept(isClosed() ? new HelperResult.Failed(Cause.CLOSED, "") : result);
    }
  }

  private synchronized boolean open() throws IOException {
    if (closed) {
      return false;
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    builder.environment().clear();
    builder.environment().putAll(Invocation.ENVIRONMENT);
    process = builder.start();
    pump = daemon(this::keepDiagnostics, "helper-watch-diagnostics");
    return true;
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void keepDiagnostics() {
    try {
      process.getErrorStream().transferTo(diagnostics);
    } catch (IOException e) {
      // It is gone, and with it all that it had to say.
    }
  }

  private HelperResult watch() {
    LineReader lines = new LineReader(process.getInputStream(), ReportJson.MAX_BYTES);
    Optional<Report> last = Optional.empty();
    try {
      for (var line = lines.next(); line.isPresent(); line = lines.next()) {
        Report report = ReportJson.read(line.get());
        if (!report.verb().equals(Optional.of(Verb.WATCH))) {
          return Answer.of(Verb.WATCH, helper, outcome(line.get()));
        }
        last = Optional.of(report);
        if (!isClosed()) {
          each.accept(report);
        }
      }
    } catch (IOException | InvalidReportException e) {
      Outcome outcome = outcome(new byte[0]);
      return outcome.exitCode() > SIGNALLED // it was cut off in the middle of a line
          ? Answer.of(Verb.WATCH, helper, outcome)
          : new HelperResult.Garbled(outcome.exitCode(), String.valueOf(e.getMessage()));
    }
    Outcome outcome = outcome(new byte[0]);
    return last.isPresent() && outcome.exitCode() >= 0 && outcome.exitCode() <= HIGHEST_OWN
        ? new HelperResult.Reported(last.get(), outcome.exitCode())
        : Answer.of(Verb.WATCH, helper, outcome);
  }

  /** How it ended, or will end: whatever it does by now, it is told to stop. */
  private Outcome outcome(byte[] output) {
    BoundedBuffer kept = new BoundedBuffer(ReportJson.MAX_BYTES);
    kept.write(output, 0, output.length);
    return new Outcome(exitCode(), kept, new String(diagnostics.bytes(), StandardCharsets.UTF_8));
  }

  private int exitCode() {
    closeInput();
    try {
      if (process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        pump.join(TimeUnit.SECONDS.toMillis(LAST_WORDS_SECONDS));
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return UNKNOWN;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }

  /** A password dialog can be ended; a program that runs as root sees its input end. */
  private synchronized void stop() {
    if (process != null) {
      closeInput();
      // Not Process.destroy(), which would take the streams from whoever reads them.
      process.toHandle().destroy();
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Then nobody is there to be told.
    }
  }
}
