package io.github.vpnfirewall.app.monitor;

import java.nio.file.Path;

/**
 * Where the truth is read.
 *
 * @param helper the helper's program
 * @param report the last report
 * @param settings the stored settings
 * @param trustedOwner who must own report and settings, as a user number
 */
public record Sources(Path helper, Path report, Path settings, int trustedOwner) {
  /**
   * On an installed machine.
   *
   * @param helper the helper's program
   */
  public static Sources installed(Path helper) {
    return new Sources(
        helper,
        Path.of("/run/vpnfirewall/state.json"),
        Path.of("/etc/vpnfirewall/settings.json"),
        0);
  }
}
