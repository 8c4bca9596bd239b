/**
 * From what the kernel has to what it should have: reads {@code iptables-save}, plans one restore
 * document, and finds what is missing. Pure.
 */
package io.github.vpnfirewall.helper.restore;
