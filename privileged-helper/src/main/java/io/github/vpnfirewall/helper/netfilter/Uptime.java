package io.github.vpnfirewall.helper.netfilter;

import java.io.IOException;
import java.time.Duration;

/** How long the machine has been up, its sleep included: no setting of the clock changes it. */
public interface Uptime {
  /**
   * So long.
   *
   * @throws IOException if the kernel does not tell
   */
  Duration sinceStart() throws IOException;
}
