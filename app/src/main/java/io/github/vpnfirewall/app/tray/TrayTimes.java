package io.github.vpnfirewall.app.tray;

/**
 * How long the tray waits for what, in milliseconds.
 *
 * @param firstPauseMillis before the second attempt to reach the bus; doubles from then on
 * @param fallbackMillis without a watcher before the fallback tray is tried: a panel that starts or
 *     restarts should not make the icon hop
 * @param fallbackAgainMillis between further attempts
 * @param patienceMillis without the icon before anyone is told that it is missing
 */
record TrayTimes(
    long firstPauseMillis, long fallbackMillis, long fallbackAgainMillis, long patienceMillis) {
  /** For real desktops. */
  static final TrayTimes USUAL = new TrayTimes(1_000, 3_000, 30_000, 6_000);
}
