/**
 * What NetworkManager and logind say over the system bus, as their documents write it. No
 * behaviour. Public, and open to dbus-java, because that calls it by reflection.
 */
package io.github.vpnfirewall.app.discovery.dbus;
