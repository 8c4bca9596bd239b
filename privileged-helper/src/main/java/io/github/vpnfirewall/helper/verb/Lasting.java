package io.github.vpnfirewall.helper.verb;

/** For how long the machine is armed. */
enum Lasting {
  /** Until it is disarmed, over reboots too. Confirms a trial. */
  FOR_GOOD,
  /** As a trial that has just begun. */
  ON_TRIAL,
  /** A trial stays one; else for good. */
  AS_BEFORE
}
