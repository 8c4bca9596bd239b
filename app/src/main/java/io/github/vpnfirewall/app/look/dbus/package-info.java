/** What dbus-java needs to see of the desktop's settings portal. */
package io.github.vpnfirewall.app.look.dbus;
