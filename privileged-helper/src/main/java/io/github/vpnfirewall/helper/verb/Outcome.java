package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.protocol.Report;

/**
 * What a verb came to.
 *
 * @param report what goes to standard output
 * @param exit the exit code (design §4): 0 done, 1 failed or degraded, 2 usage or invalid settings,
 *     3 disarmed (for {@code status}); never 126 or 127, which are pkexec's
 */
public record Outcome(Report report, int exit) {
  /** Done; for {@code status}: armed. */
  public static final int DONE = 0;

  /** Failed or degraded: the report says why. */
  public static final int FAILED = 1;

  /** Usage or invalid settings. */
  public static final int INVALID = 2;

  /** For {@code status}: disarmed. */
  public static final int DISARMED = 3;
}
