package io.github.vpnfirewall.app.monitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Calls when links, addresses or routes change. What ip(8) prints is only the occasion; nothing in
 * it is believed.
 *
 * <p>setpriv(1) lets ip end with the thread that started it, so that none is left over however this
 * program ends. Where one of the two is missing, there are no events, and one has to look from time
 * to time.
 */
final class LinkEvents implements AutoCloseable {
  static final List<String> COMMAND =
      List.of(
          "/usr/bin/setpriv",
          "--pdeathsig",
          "TERM",
          "ip",
          "-o",
          "monitor",
          "link",
          "address",
          "route");

  private static final Logger LOG = System.getLogger(LinkEvents.class.getName());
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final List<String> command;
  private final Runnable event;
  private final Thread thread = new Thread(this::run, "link-events");
  private volatile boolean closed;
  private volatile Process process;

  LinkEvents(List<String> command, Runnable event) {
    this.command = List.copyOf(command);
    this.event = event;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    for (long pause = 1000; !closed; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
      try {
        listen();
        Thread.sleep(pause);
      } catch (IOException e) {
        LOG.log(Level.INFO, "no link events: {0}", e.getMessage());
        return;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void listen() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("LANG", "C.UTF-8");
    builder.directory(Path.of("/").toFile());
    builder.redirectError(Redirect.DISCARD);
    Process started = builder.start();
    process = started;
    if (closed) {
      started.destroy();
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        event.run();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "link events ended", e); // as they do when they are closed
    } finally {
      started.destroy();
    }
  }

  @Override
  public void close() {
    closed = true;
    Process running = process;
    if (running != null) {
      running.destroy();
    }
    thread.interrupt();
  }
}
