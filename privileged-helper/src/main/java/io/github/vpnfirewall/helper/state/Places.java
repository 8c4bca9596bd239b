package io.github.vpnfirewall.helper.state;

import java.nio.file.Path;

/**
 * Where the helper's files are.
 *
 * @param etc the settings' folder
 * @param lib what lasts over reboots, for root alone
 * @param run what goes with the kernel's rules at a reboot
 */
public record Places(Path etc, Path lib, Path run) {
  /** Where they are on an installed machine. */
  public static final Places INSTALLED =
      new Places(
          Path.of("/etc/vpnfirewall"),
          Path.of("/var/lib/vpnfirewall"),
          Path.of("/run/vpnfirewall"));

  /** What belongs to arming on trial, for root alone. */
  public Path trial() {
    return run.resolve("trial");
  }

  /** The system's hosts(5) file, beside the settings' folder. */
  public Path hosts() {
    return etc.resolveSibling("hosts");
  }
}
