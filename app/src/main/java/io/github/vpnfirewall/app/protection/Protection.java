package io.github.vpnfirewall.app.protection;

/** What a person is told, in one word (design §5). */
public enum Protection {
  /** Closed, and the tunnel is up: everything leaves through it. */
  PROTECTED,
  /** Closed, and the tunnel is down: nothing leaves until the VPN is back. */
  BLOCKING,
  /** Disarmed: traffic may leave bare. */
  EXPOSED,
  /** It should be closed, and is not. */
  LEAKING,
  /** It cannot be told. Looks like danger. */
  UNKNOWN
}
