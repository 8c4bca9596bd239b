package io.github.vpnfirewall.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The screen that the session has, known by its socket. A program without a window is not ended
 * with its screen as others are: it would stay behind when its person logs out.
 */
public final class Screen {
  private static final Pattern X11 = Pattern.compile("(?:unix)?:(\\d+)(?:\\.\\d+)?");

  private final Optional<Path> socket;
  private final Optional<Object> key;

  private Screen(Optional<Path> socket) {
    this.socket = socket;
    key = socket.flatMap(Screen::key);
  }

  /**
   * The screen of this session, or none, which never goes.
   *
   * @param environment the environment's variables; null for those that there are none of
   */
  public static Screen of(Function<String, String> environment) {
    return of(environment, Path.of("/tmp/.X11-unix"));
  }

  static Screen of(Function<String, String> environment, Path x11) {
    String wayland = environment.apply("WAYLAND_DISPLAY");
    String runtime = environment.apply("XDG_RUNTIME_DIR");
    if (wayland != null && !wayland.isBlank()) {
      return wayland.startsWith("/")
          ? new Screen(Optional.of(Path.of(wayland)))
          : new Screen(Optional.ofNullable(runtime).map(folder -> Path.of(folder, wayland)));
    }
    Matcher display = X11.matcher(Optional.ofNullable(environment.apply("DISPLAY")).orElse(""));
    return new Screen(
        display.matches() ? Optional.of(x11.resolve("X" + display.group(1))) : Optional.empty());
  }

  /** Whether it was there when this program began, and is not now, or is another one. */
  public boolean gone() {
    return key.isPresent() && !key.equals(socket.flatMap(Screen::key));
  }

  private static Optional<Object> key(Path file) {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
