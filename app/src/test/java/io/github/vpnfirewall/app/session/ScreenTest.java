package io.github.vpnfirewall.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {":7", ":7.0", "unix:7"})
  void screenOfX11IsGoneWithItsSocket(String display) throws IOException {
    Path socket = Files.createFile(dir.resolve("X7"));
    Screen screen = Screen.of(Map.of("DISPLAY", display)::get, dir);
    assertThat(screen.gone()).isFalse();
    Files.delete(socket);
    assertThat(screen.gone()).isTrue();
  }

  @Test
  void anotherScreenAtTheSamePlaceIsAnotherOne() throws IOException {
    Path socket = Files.createFile(dir.resolve("X7"));
    Screen screen = Screen.of(Map.of("DISPLAY", ":7")::get, dir);
    Path other = Files.createFile(dir.resolve("other"));
    Files.delete(socket);
    Files.move(other, socket);
    assertThat(screen.gone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void screenOfWaylandCountsBeforeThatOfX11(boolean absolute) throws IOException {
    Path x11 = Files.createFile(dir.resolve("X0"));
    Path socket = Files.createFile(dir.resolve("wayland-1"));
    Screen screen =
        Screen.of(
            Map.of(
                    "DISPLAY",
                    ":0",
                    "WAYLAND_DISPLAY",
                    absolute ? socket.toString() : "wayland-1",
                    "XDG_RUNTIME_DIR",
                    dir.toString())
                ::get,
            dir);
    Files.delete(x11);
    assertThat(screen.gone()).isFalse();
    Files.delete(socket);
    assertThat(screen.gone()).isTrue();
  }

  @Test
  void whatIsNotKnownNeverGoes() {
    assertThat(Screen.of(name -> null, dir).gone()).isFalse();
    assertThat(Screen.of(Map.of("DISPLAY", "far.example.org:10.0")::get, dir).gone()).isFalse();
    assertThat(Screen.of(Map.of("DISPLAY", ":9")::get, dir).gone()).isFalse();
    assertThat(Screen.of(Map.of("WAYLAND_DISPLAY", "wayland-0")::get, dir).gone()).isFalse();
  }
}
