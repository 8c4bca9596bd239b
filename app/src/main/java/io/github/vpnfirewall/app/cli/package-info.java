/** The command {@code vpnfirewall}: what the app can do, without a window and without JavaFX. */
package io.github.vpnfirewall.app.cli;
