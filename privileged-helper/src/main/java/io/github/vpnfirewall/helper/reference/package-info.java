/**
 * Design §2 written a second time, as a predicate over policy and packet, without a look at how
 * rules are made. Pure; it must not know {@code ruleset}, or it would prove nothing about it.
 */
package io.github.vpnfirewall.helper.reference;
