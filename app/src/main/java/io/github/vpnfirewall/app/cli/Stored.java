package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The settings that are stored now. */
@FunctionalInterface
interface Stored {
  /** Where they stand. */
  Path FILE = Path.of("/etc/vpnfirewall/settings.json");

  /**
   * The settings, or {@link Settings#empty()} if there are none yet.
   *
   * @throws IOException if they cannot be read
   * @throws InvalidSettingsException if they are damaged
   */
  Settings read() throws IOException, InvalidSettingsException;

  /** Those in a file. */
  static Stored in(Path file) {
    return () -> {
      try (InputStream in = Files.newInputStream(file)) {
        return SettingsJson.read(in.readNBytes(SettingsJson.MAX_BYTES + 1));
      } catch (NoSuchFileException e) {
        return Settings.empty();
      }
    };
  }
}
