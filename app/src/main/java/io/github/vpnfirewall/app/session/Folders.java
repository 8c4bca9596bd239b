package io.github.vpnfirewall.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Function;

/** Where a person's files are (XDG Base Directory Specification). */
public final class Folders {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private Folders() {}

  /** The folder that the variable names; the usual one below the home where it names none. */
  static Path base(Function<String, String> environment, String variable, Path home, String usual) {
    String named = environment.apply(variable);
    return named != null && named.startsWith("/") ? Path.of(named) : home.resolve(usual);
  }

  /** For what should outlive a session, but matters to nobody else: logs. */
  public static Path state(Function<String, String> environment, Path home) {
    return base(environment, "XDG_STATE_HOME", home, ".local/state").resolve("vpnfirewall");
  }

  /** For what goes with the session; where a session has no such folder, the one for state. */
  public static Path runtime(Function<String, String> environment, Path home) {
    String named = environment.apply("XDG_RUNTIME_DIR");
    return named != null && named.startsWith("/")
        ? Path.of(named, "vpnfirewall")
        : state(environment, home);
  }

  /** Makes the folder, which nobody else can look into, unless it is there. */
  static void make(Path folder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
  }
}
