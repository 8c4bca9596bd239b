package io.github.vpnfirewall.helper.netfilter;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

  /** What a tool came to, and the first that it said on stderr; on one line if it failed. */
  record Outcome(int exit, String output, String complaint) {}

  /** Has it started, and waits for nothing: whoever asks what it printed is told of a failure. */
  Running begin(List<String> command, String input) {
    Running running = ready(command, !input.isEmpty());
    running.feed(input);
    return running;
  }

  /**
   * Has it started, but does not say yet what it shall do.
   *
   * @param fed whether it takes what it shall do from its input
   */
  Running ready(List<String> command, boolean fed) {
    Running running = new Running(command, fed);
    running.start();
    return running;
  }

  /**
   * A tool at work, on a thread of its own: starting one takes milliseconds, in which others go on.
   * It is fed first, then its output is read, then its complaints. One that does not read,
   * complains of more than a pipe holds (64 KiB, pipe(7)) before it ends its output, or leaves
   * something behind that holds that open, holds nobody for longer than its time, which begins when
   * it is told what to do.
   */
  final class Running extends Thread implements Netfilter.Begun {
    private final List<String> command;
    private final boolean fed;
    private final CompletableFuture<String> input = new CompletableFuture<>();
    private long limit;
    private long end;
    private Outcome outcome;
    private ToolException failure;

    /** Guarded by this, as is the next. */
    private Process process;

    private boolean over;

    Running(List<String> command, boolean fed) {
      super("tool");
      this.command = command;
      this.fed = fed;
      setDaemon(true);
    }

    /** Says what it shall do. */
    void feed(String text) {
      limit = Math.min(fed ? MAX_MILLIS_WITH_INPUT : MAX_MILLIS, deadline.leftMillis());
      end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
      input.complete(text);
    }

    @Override
    public void run() {
      try {
        Process tool = startUnlessOver();
        write(tool.getOutputStream(), input.join());
        ByteArrayOutputStream said = read(tool.getInputStream(), MAX_OUTPUT);
        ByteArrayOutputStream complaint = read(tool.getErrorStream(), MAX_COMPLAINT);
        int exit = tool.waitFor();
        if (said.size() <= MAX_OUTPUT) {
          String text = said.toString(StandardCharsets.UTF_8);
          outcome =
              new Outcome(
                  exit,
                  text,
                  exit == 0 ? complaint.toString(StandardCharsets.UTF_8) : oneLine(complaint));
        }
      } catch (ToolException e) {
        failure = e;
      } catch (IOException | InterruptedException e) {
        // There is no outcome.
      }
    }

    private synchronized Process startUnlessOver() throws ToolException {
      if (over || deadline.leftMillis() == 0) {
        throw new ToolException(name(command) + " was not started: the time is up", true);
      }
      process = ToolRunner.start(command, fed);
      return process;
    }

    @Override
    public void await() throws ToolException {
      var unused = output();
    }

    /** Waits for its end, and takes every exit code but 0 for a failure. */
    String output() throws ToolException {
      Outcome ended = outcome();
      if (ended.exit() != 0) {
        String why = ended.complaint().isEmpty() ? "" : ": " + ended.complaint();
        throw new ToolException(name(command) + " failed (exit " + ended.exit() + ")" + why);
      }
      return ended.output();
    }

    /** Waits for its end, whatever it exits with. */
    Outcome outcome() throws ToolException {
      try {
        join(1 + TimeUnit.NANOSECONDS.toMillis(Math.max(0, end - System.nanoTime())));
        if (isAlive()) {
          throw new ToolException(name(command) + " did not finish within " + limit + " ms", true);
        }
        if (failure != null) {
          throw failure;
        }
        if (outcome == null) {
          throw new ToolException(name(command) + " printed too much, or could not be read");
        }
        return outcome;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ToolException(name(command) + " was interrupted");
      } finally {
        end();
      }
    }

    /** Ends it, if it still works, or keeps it from being started. */
    synchronized void end() {
      over = true;
      if (process != null && process.isAlive()) { // to look for children is to look at all
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
    if (!command.get(0).startsWith("/")) {
      throw new ToolException(command.get(0) + " is missing");
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ToolException(name(command) + " could not be started: " + e.getMessage());
    }
  }

  private static void write(OutputStream sink, String input) {
    try (sink) {
      sink.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it had read all: its exit code says why.
    }
  }

  /** Reads to the end, and keeps little more than can be needed. */
  private static ByteArrayOutputStream read(InputStream source, int most) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      if (kept.size() <= most) {
        kept.write(buffer, 0, n);
      }
    }
    return kept;
  }

  private static String oneLine(ByteArrayOutputStream complaint) {
    String said = complaint.toString(StandardCharsets.UTF_8).strip();
    String text = said.replaceAll("\\s*\\R\\s*", "; ");
    return text.length() > MAX_COMPLAINT ? text.substring(0, MAX_COMPLAINT) + "…" : text;
  }

  private static String name(List<String> command) {
    return new File(command.get(0)).getName();
  }
}
