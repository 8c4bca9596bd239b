package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.importer.Imported;

/**
 * A VPN that was found.
 *
 * @param origin where it was found
 * @param name what a person calls it
 * @param place the file, or its folder; empty if it is in none
 * @param imported where it connects to, and through which interfaces
 * @param active whether it is connected now, as far as that can be told
 */
public record Vpn(Origin origin, String name, String place, Imported imported, boolean active) {
  /** Where a VPN was found. The first are trusted most. */
  public enum Origin {
    /** The person named the file. */
    OPENED,
    /** NetworkManager keeps it. */
    NETWORK_MANAGER,
    /** A file of the computer's own configuration. */
    SYSTEM_FILE,
    /** A file of the person's. */
    HOME_FILE,
    /** The settings of the script that VPN Firewall comes from. */
    OLD_SCRIPT,
    /** Nothing says so: it was concluded from a route, and may be wrong. */
    GUESS
  }
}
