package io.github.vpnfirewall.helper.netfilter;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs one tool: absolute path, no shell, an environment of its own, a time limit, and no more of
 * its output than can be needed.
 */
final class ToolRunner {
  /** What a dump of many thousand rules of others may come to, in bytes. */
  private static final int MAX_OUTPUT = 64 << 20;

  private static final int MAX_COMPLAINT = 300;

  /** No reading tool needs as long; what hangs is ended early enough to close without it. */
  private static final long MAX_MILLIS = 2_000;

  /** A writing tool may first wait for another one's lock. */
  private static final long MAX_MILLIS_WITH_INPUT = 3_500;

  private static final File NOTHING = new File("/dev/null");

  private final Deadline deadline;

  ToolRunner(Deadline deadline) {
    this.deadline = deadline;
  }

  /** What a tool came to; it complains of nothing if it says that all went well. */
  record Outcome(int exit, String output, String complaint) {}

  /** Runs it and takes every exit code but 0 for a failure. */
  String run(List<String> command, String input) throws ToolException {
    return begin(command, input).output();
  }

  /** Runs it, whatever it exits with. */
  Outcome attempt(List<String> command, String input) throws ToolException {
    return begin(command, input).outcome();
  }

  /** Starts it. Its time runs from now on. */
  Running begin(List<String> command, String input) throws ToolException {
    long most = input.isEmpty() ? MAX_MILLIS : MAX_MILLIS_WITH_INPUT;
    long limit = Math.min(most, deadline.leftMillis());
    if (limit == 0) {
      throw new ToolException(name(command) + " was not started: the time is up", true);
    }
    return new Running(command, start(command, !input.isEmpty()), input, limit);
  }

  /** A tool at work. */
  static final class Running implements Netfilter.Begun {
    private final List<String> command;
    private final Process process;
    private final Pump output;
    private final Pump complaint;
    private final long limit;
    private final long end;

    private Running(List<String> command, Process process, String input, long limit) {
      this.command = command;
      this.process = process;
      this.limit = limit;
      end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
      output = Pump.from(process.getInputStream(), MAX_OUTPUT);
      complaint = Pump.from(process.getErrorStream(), MAX_COMPLAINT * 4);
      if (!input.isEmpty()) {
        feed(process.getOutputStream(), input);
      }
    }

    @Override
    public void await() throws ToolException {
      var unused = output();
    }

    /** Waits for its end, and takes every exit code but 0 for a failure. */
    String output() throws ToolException {
      Outcome outcome = outcome();
      if (outcome.exit() != 0) {
        throw new ToolException(
            name(command)
                + " failed (exit "
                + outcome.exit()
                + ")"
                + (outcome.complaint().isEmpty() ? "" : ": " + outcome.complaint()));
      }
      return outcome.output();
    }

    /** Waits for its end, whatever it exits with. */
    Outcome outcome() throws ToolException {
      try {
        if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          throw new ToolException(name(command) + " did not finish within " + limit + " ms", true);
        }
        int exit = process.exitValue();
        String said = output.text(command);
        return new Outcome(exit, said, exit == 0 ? "" : firstLine(complaint, command));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ToolException(name(command) + " was interrupted");
      } finally {
        end();
      }
    }

    /** Ends it, if it still works. */
    void end() {
      if (process.isAlive()) { // to look for children is to look at every process
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private static Process start(List<String> command, boolean fed) throws ToolException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
    if (!fed) {
      builder.redirectInput(NOTHING);
    }
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    environment.put("LC_ALL", "C"); // its output is read by a program
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ToolException(name(command) + " could not be started: " + e.getMessage());
    }
  }

  /** On a thread of its own: a tool that does not read must not hold us. */
  private static void feed(OutputStream sink, String input) {
    Thread feeder =
        new Thread("feed") {
          @Override
          public void run() {
            try (sink) {
              sink.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
              // It ended before it had read all: its exit code says why.
            }
          }
        };
    feeder.setDaemon(true);
    feeder.start();
  }

  private static String firstLine(Pump complaint, List<String> command) throws ToolException {
    String said = complaint.text(command).strip();
    String text = said.isEmpty() ? said : said.replaceAll("\\s*\\R\\s*", "; ");
    return text.length() > MAX_COMPLAINT ? text.substring(0, MAX_COMPLAINT) + "…" : text;
  }

  private static String name(List<String> command) {
    return new File(command.get(0)).getName();
  }

  /** Reads a stream to its end in the background. */
  private static final class Pump extends Thread {
    private static final long GRACE_MILLIS = 500;

    private final InputStream source;
    private final int limit;
    private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
    private volatile boolean whole;

    private Pump(InputStream source, int limit) {
      super("pump");
      this.source = source;
      this.limit = limit;
      setDaemon(true);
    }

    static Pump from(InputStream source, int limit) {
      Pump pump = new Pump(source, limit);
      pump.start();
      return pump;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[1 << 16];
      try {
        for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
          if (sink.size() <= limit) {
            sink.write(buffer, 0, n);
          }
        }
        whole = sink.size() <= limit;
      } catch (IOException e) {
        whole = false;
      }
    }

    /**
     * What was read, once the tool has ended. Something it left behind may hold its output open.
     */
    String text(List<String> command) throws ToolException {
      try {
        join(GRACE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (isAlive()) {
        throw new ToolException(name(command) + " ended, but its output did not");
      }
      if (!whole && limit == MAX_OUTPUT) {
        throw new ToolException(name(command) + " printed too much, or could not be read");
      }
      return sink.toString(StandardCharsets.UTF_8);
    }
  }
}
