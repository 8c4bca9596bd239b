package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** WireGuard's configurations. */
public final class WireGuardFuzz {
  private WireGuardFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> ImportCheck.on(new WireGuardReader(), "wg0.conf", bytes));
  }
}
