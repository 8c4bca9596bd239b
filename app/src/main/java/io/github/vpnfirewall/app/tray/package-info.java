/**
 * The icon in the tray: a StatusNotifierItem over the session bus, the AWT tray where no
 * StatusNotifier host exists, and nothing where neither does. Shows a {@link
 * io.github.vpnfirewall.app.tray.TrayModel}; decides nothing.
 */
package io.github.vpnfirewall.app.tray;
