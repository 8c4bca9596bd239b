/** The helper's files (design §4) and its lock. Every file changes whole or not at all. */
package io.github.vpnfirewall.helper.state;
