/** The dialog that takes servers and interfaces over from a VPN's files. */
package io.github.vpnfirewall.app.importer.window;
