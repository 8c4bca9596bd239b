package io.github.vpnfirewall.helper.protocol;

import java.util.Locale;

/** What was read back from the kernel, in one word. */
public enum State {
  /** Both families are closed as they should be. */
  ARMED,
  /** It should be armed, or something of ours is there, but not all of it. */
  DEGRADED,
  /** Nothing of ours is there, and nothing should be. */
  DISARMED,
  /** The kernel could not be read. */
  UNKNOWN;

  /** The word in reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
