/**
 * Proves for given settings that the rules decide what the reference decides, for every packet.
 *
 * <p>Reference and rules look at a packet only by asking whether a field's value is in a set
 * ({@link io.github.vpnfirewall.helper.packet.Condition}). Two values that are in the same of these
 * sets are told apart by neither, so one of them stands for both. {@link
 * io.github.vpnfirewall.helper.check.Cells} cuts a field at the edges of all sets in question, and
 * {@link io.github.vpnfirewall.helper.check.Comparison} goes through all combinations that packets
 * can have. Pure.
 */
package io.github.vpnfirewall.helper.check;
