/** All words that a person reads, from resource bundles. */
package io.github.vpnfirewall.app.text;
