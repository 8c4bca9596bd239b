package io.github.vpnfirewall.app.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.vpnfirewall.app.fuzz.Fuzzing;

/** Any file that somebody drops on the window: what kind it is, is told by what is in it. */
public final class ImportFuzz {
  private ImportFuzz() {}

  /** Tries one file. */
  public static void fuzzerTestOneInput(byte[] input) {
    Fuzzing.run(input, bytes -> ImportCheck.on(ImportFuzz::read, "some.conf", bytes));
  }

  private static Imported read(TextFile file) throws ImportException {
    return Importer.read(file.name(), String.join("\n", file.lines()).getBytes(UTF_8));
  }
}
