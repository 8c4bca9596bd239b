/** What each verb does: validate, plan, apply, read back, report. */
package io.github.vpnfirewall.helper.verb;
