/** Packets as netfilter sees them, in words, and sets of them. Pure. */
package io.github.vpnfirewall.helper.packet;
