package io.github.vpnfirewall.helper.log;

import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import io.github.vpnfirewall.helper.protocol.LoggedPacket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /dev/kmsg} ({@code Documentation/ABI/testing/dev-kmsg}) that a rule of ours
 * wrote. Strict: what is not exactly such a line is none. Only the kernel and root can write there,
 * and what programs write bears another facility than the kernel's; so a line can hardly be forged,
 * and a forged one would only be shown.
 */
final class LogLine {
  private static final Pattern RECORD =
      Pattern.compile("([0-9]{1,4}),[0-9]{1,20},([0-9]{1,15}),[^;]*;(.*)");

  /** What comes from the kernel itself; the lowest three bits are the level. */
  private static final int KERNEL = 0;

  private LogLine() {}

  /**
   * Reads a line.
   *
   * @param moment when it was, that long after the machine started
   */
  static Optional<BlockedPacket> parse(String line, Function<Duration, Instant> moment) {
    Matcher record = RECORD.matcher(line);
    if (!record.matches() || Integer.parseInt(record.group(1)) >> 3 != KERNEL) {
      return Optional.empty();
    }
    Duration sinceStart = Duration.ofNanos(Long.parseLong(record.group(2)) * 1000);
    return LoggedPacket.parse(record.group(3), moment.apply(sinceStart));
  }
}
