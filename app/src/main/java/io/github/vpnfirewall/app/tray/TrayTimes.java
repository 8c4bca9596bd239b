package io.github.vpnfirewall.app.tray;

/**
 * How long the tray waits for what, in milliseconds.
 *
 * @param firstPauseMillis before the second attempt to reach the bus; doubles from then on
 * @param fallbackMillis without a watcher before the fallback tray is tried: a panel that starts or
 *     restarts should not make the icon hop
 * @param fallbackAgainMillis between further attempts
 * @param firstPatienceMillis without the icon before anyone is told that it is missing, as long as
 *     it was never there
 * @param patienceMillis the same once it was there: a panel that restarts is no reason for a window
 * @param hostMillis with a watcher that knows nobody who shows icons, before the icon is registered
 *     all the same
 * @param wordsMillis before title, tooltip and menu follow a picture, so that it is drawn first
 * @param busyMillis before it is shown that the helper works: most of the time it is done by then,
 *     sooner without a desktop that reads and draws on the same processors, and nothing flickers
 */
record TrayTimes(
    long firstPauseMillis,
    long fallbackMillis,
    long fallbackAgainMillis,
    long firstPatienceMillis,
    long patienceMillis,
    long hostMillis,
    long wordsMillis,
    long busyMillis) {
  /** For real desktops. */
  static final TrayTimes USUAL = new TrayTimes(1_000, 3_000, 30_000, 6_000, 6_000, 2_000, 50, 300);

  /** While a person logs in: panels start late, and nobody wants a window each time. */
  static final TrayTimes EARLY = new TrayTimes(1_000, 3_000, 30_000, 60_000, 6_000, 2_000, 50, 300);
}
