package io.github.vpnfirewall.app.tray;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.freedesktop.dbus.exceptions.DBusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TraysTest {
  @TempDir private Path dir;

  @Test
  void oldTraysAreLookedForOnX11Alone() {
    assertThat(Trays.onX11(Map.of("DISPLAY", ":0")::get)).isTrue();
    assertThat(Trays.onX11(Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0")::get)).isFalse();
    assertThat(Trays.onX11(Map.of("DISPLAY", "")::get)).isFalse();
    assertThat(Trays.onX11(name -> null)).isFalse();
  }

  /** A bus that is being ended answers a few lines of the greeting and is gone. */
  @Test
  @Timeout(value = 60, unit = SECONDS)
  void busThatHangsUpInTheGreetingIsAnOrdinaryFailure() throws Exception {
    for (int lines = 2; lines <= 3; lines++) {
      Path socket = dir.resolve("bus" + lines);
      try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        server.bind(UnixDomainSocketAddress.of(socket));
        int answered = lines;
        CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> greet(server, answered));
        assertThatThrownBy(() -> Trays.connect("unix:path=" + socket, () -> {}))
            .as("a bus that answers %d lines", lines)
            .isInstanceOfAny(IOException.class, DBusException.class);
      }
    }
  }

  /** Answers that many lines of the greeting (D-Bus specification, "Authentication Protocol"). */
  private static void greet(ServerSocketChannel server, int lines) {
    while (server.isOpen()) {
      try (SocketChannel caller = server.accept()) {
        ByteBuffer said = ByteBuffer.allocate(4096);
        for (int line = 0; line < lines && caller.read(said.clear()) > 0; line++) {
          String answer =
              line == 1 ? "AGREE_UNIX_FD\r\n" : "OK 0123456789abcdef0123456789abcdef\r\n";
          caller.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        }
      } catch (IOException closed) {
        // The caller hung up first, or the test is over.
      }
    }
  }
}
