/**
 * What the tray and the desktop say to each other over the session bus: interfaces, messages and
 * their parts, as the StatusNotifierItem, dbusmenu and notification specifications write them. No
 * behaviour. Public, and open to dbus-java, because that calls it by reflection.
 */
package io.github.vpnfirewall.app.tray.dbus;
