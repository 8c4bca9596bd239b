/** The settings dialog. */
package io.github.vpnfirewall.app.settings;
