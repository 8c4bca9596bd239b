package io.github.vpnfirewall.app.protection;

/** Why a state is shown: each is a sentence in the text bundle, with gaps for names. */
public enum Reason {
  /** Closed, and these tunnels are up. Gap: the tunnels. */
  THROUGH_TUNNEL("reason.protected.tunnel"),
  /** Closed, and only what IPsec encrypts leaves. */
  THROUGH_IPSEC("reason.protected.ipsec"),
  /** Closed, and the tunnel is down. */
  TUNNEL_DOWN("reason.blocking.tunnel"),
  /** Closed, and no network is up at all. */
  OFFLINE("reason.blocking.offline"),
  /** Closed, and the settings name no tunnel. */
  NO_TUNNEL_NAMED("reason.blocking.unnamed"),
  /** Closed altogether since the start, for the stored rules could not be put back. Gap: why. */
  BOOT_BLOCKED("reason.blocking.boot"),
  /** Closed altogether, by something simpler than our rules. Gap: what is missing. */
  BLOCKED_ALTOGETHER("reason.blocking.altogether"),
  /** Closed, and the settings cannot be read, so that no tunnel can be told from other links. */
  NO_SETTINGS("reason.blocking.settings"),
  /** Disarmed, and a tunnel is up. Gap: the tunnels. */
  OPEN_BESIDE_TUNNEL("reason.exposed.tunnel"),
  /** Disarmed, without a tunnel. */
  OPEN("reason.exposed"),
  /** Disarmed, and something else refused the test packets. */
  OPEN_BUT_REFUSED("reason.exposed.refused"),
  /** Never armed since the machine was started, and test packets get out. */
  NEVER_ARMED("reason.exposed.never"),
  /** Armed, and test packets get out all the same. Gap: by which links. */
  ESCAPED("reason.leaking.escaped"),
  /** Degraded, and a family is not blocked at all. Gaps: the families; what is missing. */
  FAMILY_OPEN("reason.leaking.family"),
  /** Degraded, and still blocking. Gap: what is missing. */
  WEAKENED("reason.leaking.weakened"),
  /** The helper is not at its place. */
  HELPER_MISSING("reason.unknown.helper"),
  /** Others than root could have written the last report. */
  REPORT_FOREIGN("reason.unknown.foreign"),
  /** The last report may not be read. */
  REPORT_FORBIDDEN("reason.unknown.forbidden"),
  /** The last report makes no sense. */
  REPORT_DAMAGED("reason.unknown.damaged"),
  /** The helper could not read the kernel. Gap: why. */
  KERNEL_UNREAD("reason.unknown.kernel"),
  /** The report says armed, and no test packet could prove it. Gap: the links. */
  UNPROVEN("reason.unknown.unproven"),
  /** There is no report, and something refuses the test packets. */
  REFUSED_BY_SOMETHING("reason.unknown.refused"),
  /** The app itself failed to look. */
  LOOK_FAILED("reason.unknown.look"),
  /** There is no report and no proof of anything. */
  NOTHING_KNOWN("reason.unknown.nothing");

  private final String key;

  Reason(String key) {
    this.key = key;
  }

  /** Its key in the text bundle. */
  public String key() {
    return key;
  }
}
