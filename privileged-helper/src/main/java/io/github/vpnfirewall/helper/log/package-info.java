/** What the kernel's log says of packets that our rules stopped. For display alone. */
package io.github.vpnfirewall.helper.log;
