package io.github.vpnfirewall.helper.ruleset;

import java.util.List;
import java.util.Optional;

/** The chains that are ours. The kernel takes names of up to 28 characters. */
public enum OwnChain {
  OUT("VPNFW-OUT", "OUTPUT"),
  IN("VPNFW-IN", "INPUT"),
  FWD("VPNFW-FWD", "FORWARD"),
  /** Reached by goto from {@link #FWD} with a local source: only a local destination passes. */
  FWD_LAN("VPNFW-FWD-LAN", null),
  /** In {@code nat} alone: what machines behind this one send goes out under its own address. */
  NAT("VPNFW-NAT", "POSTROUTING");

  /** What every chain of ours begins with, in this version and in others. */
  public static final String PREFIX = "VPNFW-";

  private final String key;
  private final String hook;

  OwnChain(String key, String hook) {
    this.key = key;
    this.hook = hook;
  }

  /** Those that may stand in this table. */
  public static List<OwnChain> of(Table table) {
    return table == Table.NAT ? List.of(NAT) : List.of(OUT, IN, FWD, FWD_LAN);
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
