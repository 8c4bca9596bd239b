package io.github.vpnfirewall.app.tray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.exceptions.DBusException;
import org.testfx.util.WaitForAsyncUtils;

/** A message bus inside this program: dbus-java's own. */
public final class TestBus {
  private static final int STARTS = 5;
  private static final int ATTEMPTS = 20;

  private final String address;
  private EmbeddedDBusDaemon daemon;

  /** Starts it, with its socket in this folder. */
  public TestBus(Path dir) throws Exception {
    Path socket = dir.resolve("bus");
    address = "unix:path=" + socket;
    for (int start = 1; daemon == null; start++) {
      EmbeddedDBusDaemon fresh = new EmbeddedDBusDaemon(address + ",listen=true");
      try {
        fresh.startInBackgroundAndWait(10_000);
        awaitFirstConnection();
        daemon = fresh;
      } catch (IOException | DBusException | IllegalStateException late) {
        // On a busy machine its thread may end before it listens, and then it never will.
        fresh.close();
        Files.deleteIfExists(socket);
        if (start == STARTS) {
          throw late;
        }
      }
    }
  }

  /** Where it is, in dbus-java's form. */
  public String address() {
    return address;
  }

  /**
   * Ends it. What dbus-java 5.2.0 had still to send then ends in a null pointer of a thread of its
   * own, which TestFX would hold against the next test that opens a window.
   */
  public void close() throws IOException {
    daemon.close();
    LockSupport.parkNanos(50_000_000);
    WaitForAsyncUtils.clearExceptions();
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
