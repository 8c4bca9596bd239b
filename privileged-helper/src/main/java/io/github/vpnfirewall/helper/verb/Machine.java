package io.github.vpnfirewall.helper.verb;

import io.github.vpnfirewall.helper.netfilter.Forwarding;
import io.github.vpnfirewall.helper.netfilter.Ipv6Switch;
import io.github.vpnfirewall.helper.netfilter.Keepers;
import io.github.vpnfirewall.helper.netfilter.Netfilter;
import io.github.vpnfirewall.helper.netfilter.Uptime;
import io.github.vpnfirewall.helper.state.StateFiles;
import java.time.Clock;

/**
 * Everything outside that verbs work on.
 *
 * @param netfilter the kernel's rules
 * @param ipv6 the kernel's switch for IPv6
 * @param forwarding the kernel's switches for passing packets on
 * @param files the helper's files
 * @param clock the time of day, for reports alone
 * @param uptime the time that decides when a trial is over
 * @param keepers who wait for that
 */
public record Machine(
    Netfilter netfilter,
    Ipv6Switch ipv6,
    Forwarding forwarding,
    StateFiles files,
    Clock clock,
    Uptime uptime,
    Keepers keepers) {}
