package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.ReportJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.PumpStreamHandler;

/** One run of one program, from its start to its end. */
final class Invocation {
  static final int KEPT_DIAGNOSTICS = 16 * 1024;

  /** How long a pipe may stay open that something else than the program holds. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /**
   * All that the program gets to see. pkexec refuses to run with a shell or a locale that it does
   * not know, so it is told neither.
   */
  static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8");

  private final List<String> command;
  private final byte[] input;
  private final ExecuteWatchdog watchdog =
      ExecuteWatchdog.builder().setTimeout(ExecuteWatchdog.INFINITE_TIMEOUT_DURATION).get();

  /**
   * @param command the program's path and its arguments
   * @param input all that it can read from standard input
   */
  Invocation(List<String> command, byte[] input) {
    this.command = List.copyOf(command);
    this.input = input.clone();
  }

  /**
   * Runs it on this very thread, which must live until the end: pkexec dies with the thread that
   * started it.
   *
   * @throws IOException if it could not be started or its output could not be read
   */
  Outcome run() throws IOException {
    BoundedBuffer output = new BoundedBuffer(ReportJson.MAX_BYTES);
    BoundedBuffer diagnostics = new BoundedBuffer(KEPT_DIAGNOSTICS);
    PumpStreamHandler streams =
        new PumpStreamHandler(output, diagnostics, new ByteArrayInputStream(input));
    streams.setStopTimeout(LAST_WORDS);
    DefaultExecutor executor =
        DefaultExecutor.builder()
            .setExecuteStreamHandler(streams)
            .setWorkingDirectory(Path.of("/"))
            .get();
    executor.setWatchdog(watchdog);
    executor.setExitValues(null); // every exit code is an answer
    CommandLine line = new CommandLine(command.get(0));
    command.subList(1, command.size()).forEach(argument -> line.addArgument(argument, false));
    int exitCode = executor.execute(line, ENVIRONMENT);
    return new Outcome(exitCode, output, new String(diagnostics.bytes(), StandardCharsets.UTF_8));
  }

  /** The program's path. */
  String program() {
    return command.get(0);
  }

  /**
   * Ends it if it can be ended: a password dialog can, a program that runs as root cannot, but sees
   * its pipes close. Waits for a start that is under way.
   */
  void stop() {
    watchdog.destroyProcess();
  }
}
