package io.github.vpnfirewall.helper.protocol;

import java.util.Locale;

/** Which way a packet goes through this machine. */
public enum Direction {
  /** Leaving it. */
  OUT,
  /** Entering it. */
  IN,
  /** Passing through, from one network to another. */
  FORWARD;

  /** The word in reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
