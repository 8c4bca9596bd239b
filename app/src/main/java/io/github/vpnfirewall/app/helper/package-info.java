/** Asks the privileged helper through pkexec, and says in words what came of it. */
package io.github.vpnfirewall.app.helper;
