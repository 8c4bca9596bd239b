/**
 * Watches what is true: the helper's last report, the links, and what the kernel does with a test
 * packet.
 */
package io.github.vpnfirewall.app.monitor;
