package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The kernel's own count (proc(5)), {@code CLOCK_BOOTTIME}, to a hundredth of a second. */
public final class ProcUptime implements Uptime {
  private static final Path FILE = Path.of("/proc/uptime");

  @Override
  public Duration sinceStart() throws IOException {
    String text = Files.readString(FILE).split(" ", 2)[0];
    if (!text.matches("[0-9]{1,12}\\.[0-9]{2}")) {
      throw new IOException(FILE + " says " + text.strip());
    }
    return Duration.ofMillis(Long.parseLong(text.replace(".", "")) * 10);
  }
}
