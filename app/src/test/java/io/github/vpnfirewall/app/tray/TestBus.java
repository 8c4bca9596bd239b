package io.github.vpnfirewall.app.tray;

import java.io.IOException;
import java.nio.file.Path;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.exceptions.DBusException;

/** A message bus inside this program: dbus-java's own. */
final class TestBus {
  private static final int ATTEMPTS = 50;

  private final String address;
  private final EmbeddedDBusDaemon daemon;

  /** Starts it, with its socket in this folder. */
  TestBus(Path dir) throws Exception {
    address = "unix:path=" + dir.resolve("bus");
    daemon = new EmbeddedDBusDaemon(address + ",listen=true");
    daemon.startInBackgroundAndWait(10_000);
    awaitFirstConnection();
  }

  String address() {
    return address;
  }

  void close() throws IOException {
    daemon.close();
  }

  /** The daemon says that it is ready a little before it is, and drops who comes in between. */
  private void awaitFirstConnection() throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        Trays.connect(address, () -> {}).disconnect();
        return;
      } catch (IOException | DBusException early) {
        if (attempt == ATTEMPTS) {
          throw early;
        }
        Thread.sleep(100);
      }
    }
  }
}
