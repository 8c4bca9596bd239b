package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.tray.dbus.SettingsPortal;
import java.nio.file.Path;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesktopColoursTest {
  @TempDir private Path folder;
  private EmbeddedDBusDaemon daemon;
  private String address;

  @BeforeEach
  void startBus() {
    address = "unix:path=" + folder.resolve("bus");
    daemon = new EmbeddedDBusDaemon(address + ",listen=true");
    daemon.startInBackgroundAndWait();
  }

  @AfterEach
  void stopBus() throws Exception {
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, false"})
  void desktopsWishIsFollowed(long answer, boolean dark) throws Exception {
    try (DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build()) {
      bus.exportObject(SettingsPortal.PATH, new Portal(answer));
      bus.requestBusName(SettingsPortal.NAME);

      assertThat(DesktopColours.dark(address)).isEqualTo(dark);
    }
  }

  @Test
  void desktopWithoutAPortalIsTakenForLight() {
    assertThat(DesktopColours.dark(address)).isFalse();
  }

  /** As portals before version 2: the value is wrapped twice. Refuses every other question. */
  private record Portal(long answer) implements SettingsPortal {
    @Override
    public Variant<?> read(String namespace, String key) {
      if (!namespace.equals("org.freedesktop.appearance") || !key.equals("color-scheme")) {
        throw new DBusExecutionException("Requested setting not found");
      }
      return new Variant<>(new Variant<>(new UInt32(answer)), "v");
    }

    @Override
    public String getObjectPath() {
      return SettingsPortal.PATH;
    }
  }
}
