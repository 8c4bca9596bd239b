package io.github.vpnfirewall.app.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The fields of a VPN server that a person fills in, in the order of the table's columns. */
enum ServerField {
  LABEL,
  ADDRESS,
  PROTOCOL,
  PORT,
  HOST;

  /** The field that a settings document calls so. */
  static Optional<ServerField> ofKey(String key) {
    return Arrays.stream(values())
        .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(key))
        .findAny();
  }
}
