package io.github.vpnfirewall.app.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.tray.DesktopColours.Look;
import io.github.vpnfirewall.app.tray.dbus.SettingsPortal;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
  private TestBus daemon;
  private String address;
  private final BlockingQueue<Look> looks = new LinkedBlockingQueue<>();

  @BeforeEach
  void startBus() throws Exception {
    daemon = new TestBus(folder);
    address = daemon.address();
  }

  @AfterEach
  void stopBus() throws Exception {
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, false"})
  void desktopsWishIsFollowed(long answer, boolean dark) throws Exception {
    try (DBusConnection bus = portal(answer);
        AutoCloseable following = DesktopColours.follow(address, looks::add).orElseThrow()) {
      assertThat(bus.isConnected()).isTrue();
      assertThat(following).isNotNull();
      assertThat(next()).isEqualTo(new Look(dark, 1));
    }
  }

  @Test
  void changesAreFollowedWhileTheWindowIsOpen() throws Exception {
    try (DBusConnection bus = portal(0);
        AutoCloseable following = DesktopColours.follow(address, looks::add).orElseThrow()) {
      assertThat(following).isNotNull();
      assertThat(next()).isEqualTo(new Look(false, 1));

      changed(bus, "org.freedesktop.appearance", "color-scheme", new UInt32(1));
      assertThat(next()).isEqualTo(new Look(true, 1));

      changed(bus, "org.freedesktop.appearance", "accent-color", new UInt32(2));
      changed(bus, "org.gnome.desktop.interface", "text-scaling-factor", 1.5);
      assertThat(next()).isEqualTo(new Look(true, 1.5));

      changed(bus, "org.gnome.desktop.interface", "text-scaling-factor", 1000.0);
      assertThat(next()).isEqualTo(new Look(true, 3));

      changed(bus, "org.freedesktop.appearance", "color-scheme", new UInt32(0));
      assertThat(next()).isEqualTo(new Look(false, 3));
      assertThat(looks).isEmpty();
    }
  }

  @Test
  void desktopWithoutAPortalIsTakenForLight() throws Exception {
    try (AutoCloseable following = DesktopColours.follow(address, looks::add).orElseThrow()) {
      assertThat(following).isNotNull();
      assertThat(next()).isEqualTo(new Look(false, 1));
    }
  }

  @Test
  void withoutABusNothingIsTold() {
    assertThat(DesktopColours.follow("unix:path=" + folder.resolve("none"), looks::add)).isEmpty();
    assertThat(looks).isEmpty();
  }

  private DBusConnection portal(long answer) throws Exception {
    DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build();
    bus.exportObject(SettingsPortal.PATH, new Portal(answer));
    bus.requestBusName(SettingsPortal.NAME);
    return bus;
  }

  private static void changed(DBusConnection bus, String namespace, String key, Object value)
      throws Exception {
    bus.sendMessage(
        new SettingsPortal.SettingChanged(
            SettingsPortal.PATH, namespace, key, new Variant<>(value)));
  }

  private Look next() throws InterruptedException {
    return looks.poll(60, TimeUnit.SECONDS);
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
