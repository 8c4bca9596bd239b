package io.github.vpnfirewall.app.tray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Where this login session's message bus is. */
final class SessionAddress {
  /** The variable, and system property, that says it. */
  static final String VARIABLE = "DBUS_SESSION_BUS_ADDRESS";

  private SessionAddress() {}

  /**
   * The address in dbus-java's form, or nothing: then there is no bus, or none that Java can reach
   * (it knows no abstract sockets).
   *
   * @param environment as {@link System#getenv(String)}
   */
  static Optional<String> find(Function<String, String> environment) {
    String given = environment.apply(VARIABLE);
    if (given != null && !given.isBlank()) {
      return Arrays.stream(given.split(";"))
          .filter(address -> address.startsWith("unix:path=") || address.startsWith("tcp:"))
          .findFirst();
    }
    String runtime = environment.apply("XDG_RUNTIME_DIR");
    if (runtime == null || !runtime.startsWith("/")) {
      return Optional.empty();
    }
    Path socket = Path.of(runtime, "bus");
    return Files.exists(socket) ? Optional.of("unix:path=" + socket) : Optional.empty();
  }
}
