/** The status window. */
package io.github.vpnfirewall.app.status;
