/** What may pass, decided from the settings: the one input of the ruleset. Pure. */
package io.github.vpnfirewall.helper.policy;
