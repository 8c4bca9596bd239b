/**
 * The two programs of the unprivileged side and what holds them together: a small process that
 * stays in the tray, and one with JavaFX that lives while a window is open (design §5).
 */
package io.github.vpnfirewall.app;
