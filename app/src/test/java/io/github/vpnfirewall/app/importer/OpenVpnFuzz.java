package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** OpenVPN's profiles, which come from wherever a provider has put them. */
public final class OpenVpnFuzz {
  private OpenVpnFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> ImportCheck.on(new OpenVpnReader(), "Seattle.ovpn", bytes));
  }
}
