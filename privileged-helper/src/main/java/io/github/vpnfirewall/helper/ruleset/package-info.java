/** The rules that a policy becomes, as values: tables, chains, rules, matches, targets. Pure. */
package io.github.vpnfirewall.helper.ruleset;
