package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a report leaves out and a person wants to know.
 *
 * @param stored the settings that there are
 * @param tunnels the names of the tunnels of some settings that are up
 * @param clock the time of day, and where
 */
record Surroundings(Stored stored, Function<Settings, List<String>> tunnels, Clock clock) {
  /** Those of this computer. */
  static Surroundings installed() {
    return new Surroundings(
        Stored.in(Stored.FILE), Surroundings::tunnelsUp, Clock.system(ZoneId.systemDefault()));
  }

  /** The settings; empty if there are none, or none that can be read. */
  Optional<Settings> settings() {
    try {
      return Optional.of(stored.read());
    } catch (IOException | InvalidSettingsException e) {
      return Optional.empty(); // the helper's report says so, too
    }
  }

  private static List<String> tunnelsUp(Settings settings) {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Surroundings::isUp)
          .map(NetworkInterface::getName)
          .filter(
              name -> settings.tunnel().interfaces().stream().anyMatch(each -> each.matches(name)))
          .sorted()
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  /** Up, running and with an address: what can carry a packet. */
  private static boolean isUp(NetworkInterface link) {
    try {
      return link.isUp() && link.getInetAddresses().hasMoreElements();
    } catch (SocketException e) {
      return false; // gone between two looks
    }
  }
}
