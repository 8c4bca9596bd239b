/** The kernel's netfilter through its own tools. The only package that starts processes. */
package io.github.vpnfirewall.helper.netfilter;
