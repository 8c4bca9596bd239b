/** What rules do to a packet: they are walked as the kernel walks them. Pure. */
package io.github.vpnfirewall.helper.tracer;
