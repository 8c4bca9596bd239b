/**
 * What there is on this computer that a kill switch has to know: tunnels, VPN connections and their
 * configurations, and whether somebody sits at another computer. Looks, and judges what it saw;
 * changes nothing, starts nothing and asks for no secret.
 */
package io.github.vpnfirewall.app.discovery;
