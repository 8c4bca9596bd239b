package io.github.vpnfirewall.helper.ruleset;

import java.util.Optional;

/** The chains that are ours. The kernel takes names of up to 28 characters. */
public enum OwnChain {
  OUT("VPNFW-OUT", "OUTPUT"),
  IN("VPNFW-IN", "INPUT"),
  FWD("VPNFW-FWD", "FORWARD"),
  /** Reached by goto from {@link #FWD} with a local source: only a local destination passes. */
  FWD_LAN("VPNFW-FWD-LAN", null);

  /** What every chain of ours begins with, in this version and in others. */
  public static final String PREFIX = "VPNFW-";

  private final String key;
  private final String hook;

  OwnChain(String key, String hook) {
    this.key = key;
    this.hook = hook;
  }

  /** The name in rules. */
  public String key() {
    return key;
  }

  /** The built-in chain that jumps here; empty for a chain that only ours lead to. */
  public Optional<String> hook() {
    return Optional.ofNullable(hook);
  }
}
