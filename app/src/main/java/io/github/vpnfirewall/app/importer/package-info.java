/**
 * Reads what VPN programs keep in files: which servers, which interface. Nothing of a file is ever
 * run or included. All is pure but {@code SystemNames}, which asks for addresses, and {@code
 * ConfigFile}, which reads files.
 */
package io.github.vpnfirewall.app.importer;
