package io.github.vpnfirewall.app.settings;

/** A part of the settings that is shown together. */
interface Section {
  /** Whether nothing is wrong in it. */
  boolean valid();

  /**
   * Shows the helper's error at the field that it is about.
   *
   * @param path the field as a JSON path of the settings
   * @return whether the field is one of this section's
   */
  boolean reject(String path, String message);
}
