package io.github.vpnfirewall.app.monitor;

import io.github.vpnfirewall.app.helper.PkexecHelperClient;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Picture;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * The monitor on a command line: says every picture as {@code
 * PROTECTION|reason|details|link:family:verdict ...}. Argument: the longest time between two looks,
 * in ms.
 */
public final class MonitorDrive {
  private MonitorDrive() {}

  /** Looks until it is killed. */
  public static void main(String[] args) throws Exception {
    Monitor monitor =
        Monitor.start(
            Sources.installed(PkexecHelperClient.HELPER),
            Duration.ofMillis(Long.parseLong(args[0])));
    monitor.listen(picture -> System.out.println(line(picture)));
    Thread.sleep(Long.MAX_VALUE);
  }

  private static String line(Picture picture) {
    return String.join(
        "|",
        picture.protection().name(),
        picture.reason(),
        String.join(" / ", picture.details()),
        picture.observation().probes().stream()
            .map(MonitorDrive::word)
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  private static String word(Probe probe) {
    return probe.link() + ":" + probe.family().key() + ":" + probe.verdict();
  }
}
