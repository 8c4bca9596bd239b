package io.github.vpnfirewall.helper.netfilter;

/**
 * A network interface as the kernel describes it.
 *
 * @param name its name
 * @param up whether it is switched on
 * @param loopback whether it leads back to this machine
 * @param carrier whether anything is at its other end, as far as it can tell
 * @param part whether it is a port of a bridge or of a bond, so that others send through it
 */
public record Card(String name, boolean up, boolean loopback, boolean carrier, boolean part) {}
