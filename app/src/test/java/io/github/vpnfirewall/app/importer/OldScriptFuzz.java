package io.github.vpnfirewall.app.importer;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** The shell script's settings. */
public final class OldScriptFuzz {
  private OldScriptFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> ImportCheck.on(new OldScriptReader(), "50_user.conf", bytes));
  }
}
