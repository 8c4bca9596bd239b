package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** NetworkManager's connections. */
public final class KeyfileFuzz {
  private KeyfileFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> ImportCheck.on(new KeyfileReader(), "office.nmconnection", bytes));
  }
}
