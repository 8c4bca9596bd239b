package io.github.vpnfirewall.helper.state;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * That the machine shall be closed, also after a reboot.
 *
 * @param since when it was armed
 * @param settingsHash SHA-256 of the settings that were applied, in hexadecimal
 */
public record ArmedFlag(Instant since, String settingsHash) {
  String text() {
    return since + "\n" + settingsHash + "\n";
  }

  /** A flag that can't be read is a flag all the same: the machine shall be closed. */
  static ArmedFlag parse(String text) {
    String[] lines = text.split("\n", -1);
    return new ArmedFlag(instant(lines[0]).orElse(Instant.EPOCH), lines.length > 1 ? lines[1] : "");
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
