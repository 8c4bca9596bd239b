package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.State;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** Shell scripts that play pkexec and the helper. */
final class Scripts {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private Scripts() {}

  /** A client whose pkexec is this script, and whose helper is the file {@code helper}. */
  static HelperClient client(Path dir, String script, Duration limit) {
    return new PkexecHelperClient(put(dir, "pkexec", script), dir.resolve("helper"), limit);
  }

  /** Writes a script, which runs in this folder. */
  static Path put(Path dir, String name, String body) {
    try {
      Path file = dir.resolve(name);
      Files.writeString(file, "#!/bin/sh\ncd " + dir + " || exit 99\n" + body + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return file;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The command that prints a report. */
  static String says(Verb verb, State state) {
    return says(ReportJson.write(Samples.report(verb, state)));
  }

  /** The command that prints a document. */
  static String says(String document) {
    return "printf '%s\\n' '" + document + "';";
  }
}
