package io.github.vpnfirewall.helper.restore;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.util.Collection;
import java.util.List;

/**
 * The gate: one nftables table a family that lets nothing leave but through the loopback. Both
 * families' gates come in one step, before the rules, and go after them, so that a helper killed at
 * any instant leaves the machine as it was or closed (design §2.5).
 */
public final class Gate {
  /** The table's name in both families. */
  public static final String TABLE = "vpnfw_gate";

  /**
   * The table of the same rules that {@code vpnfirewall-watch} owns while another program takes
   * everything else away. It goes with that program, so here it is only known, never touched.
   */
  static final String OWNED = "vpnfw_hold";

  private Gate() {}

  /**
   * The script that closes exactly these families' gates, and opens all others. One that is closed
   * already is emptied and filled: if it were deleted and made, the kernel would take the old one
   * out before the new one drops anything, though all that is one step.
   */
  public static String close(Collection<AddressFamily> families) {
    StringBuilder script = new StringBuilder();
    for (AddressFamily family : AddressFamily.values()) {
      script.append(anew(family, families.contains(family) ? "flush" : "delete"));
    }
    for (AddressFamily family : AddressFamily.values()) {
      if (families.contains(family)) {
        script.append("table ").append(nftFamily(family)).append(" " + TABLE + " {\n");
        script.append(
            " chain output { type filter hook output priority -400; policy drop;"
                + " oifname \"lo\" accept; }\n"
                + " chain forward { type filter hook forward priority -400; policy drop; }\n"
                + "}\n");
      }
    }
    return script.toString();
  }

  /** The script that opens every gate. */
  public static String open() {
    return close(List.of());
  }

  /** Adding first makes the other succeed where there is none. */
  private static String anew(AddressFamily family, String verb) {
    String table = " table " + nftFamily(family) + " " + TABLE + "\n";
    return "add" + table + verb + table;
  }

  /** What nft(8) calls the family. */
  public static String nftFamily(AddressFamily family) {
    return family == AddressFamily.IPV4 ? "ip" : "ip6";
  }
}
