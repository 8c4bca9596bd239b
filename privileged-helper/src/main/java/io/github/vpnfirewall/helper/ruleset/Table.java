package io.github.vpnfirewall.helper.ruleset;

import java.util.Locale;

/** The iptables tables that rules of ours may stand in. */
public enum Table {
  /** The backstop: no other firewall tool uses it (design §2.4). */
  SECURITY,
  /** The backstop where the kernel has no {@code security} table. */
  MANGLE,
  /** Where other firewalls work too; ours stand before theirs. */
  FILTER,
  /** Where the traffic of machines behind this one gets its address (design §2.3). */
  NAT;

  /** Whether it may hold the backstop. */
  public boolean isBackstop() {
    return this == SECURITY || this == MANGLE;
  }

  /** The name in rules. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
