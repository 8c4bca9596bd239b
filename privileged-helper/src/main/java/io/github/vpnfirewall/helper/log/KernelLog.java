package io.github.vpnfirewall.helper.log;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Follows the kernel's log, from the oldest line that is still in it. Where it can't be read, as in
 * a container, nothing was blocked as far as can be told.
 */
public final class KernelLog {
  /** More than the longest record, which the kernel hands out whole or not at all. */
  private static final int LONGEST_RECORD = 16 * 1024;

  /** Lines may be lost while others are read, which is an error each time. */
  private static final int ERRORS_IN_A_ROW = 100;

  private final Path file;
  private final Clock clock;
  private final RecentlyBlocked recent = new RecentlyBlocked(Report.MAX_LAST_BLOCKED);

  private KernelLog(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Starts to read, on a thread of its own.
   *
   * @param file the kernel's log, {@code /dev/kmsg}
   * @param clock the time of day
   */
  public static KernelLog follow(Path file, Clock clock) {
    KernelLog log = new KernelLog(file, clock);
    Thread reader = new Thread(log::read, "kernel-log");
    reader.setDaemon(true);
    reader.start();
    return log;
  }

  /** What was blocked last, newest first, at most {@link Report#MAX_LAST_BLOCKED}. */
  public List<BlockedPacket> lastBlocked() {
    return recent.newestFirst();
  }

  private void read() {
    try (InputStream input = Files.newInputStream(file)) {
      Lines lines = new Lines(LONGEST_RECORD);
      byte[] buffer = new byte[LONGEST_RECORD];
      for (int errors = 0; errors < ERRORS_IN_A_ROW; ) {
        try {
          int length = input.read(buffer);
          if (length < 0) {
            return;
          }
          errors = 0;
          lines.add(new String(buffer, 0, length, StandardCharsets.ISO_8859_1), this::line);
        } catch (IOException e) {
          errors++; // EPIPE: lines were overwritten before we came to them; the next one is there
        }
      }
    } catch (IOException e) {
      System.err.println("The kernel's log cannot be read: " + e);
    }
  }

  private void line(String line) {
    LogLine.parse(line, this::moment).ifPresent(recent::add);
  }

  /**
   * The log counts from the start as {@code CLOCK_MONOTONIC} does, which is what nanoTime is here.
   * It stands still while the machine sleeps: what was logged before seems younger by that.
   */
  private Instant moment(Duration sinceStart) {
    Duration ago = Duration.ofNanos(System.nanoTime()).minus(sinceStart);
    return clock.instant().minus(ago.isNegative() ? Duration.ZERO : ago).truncatedTo(MILLIS);
  }
}
