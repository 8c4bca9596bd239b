/** The assistant for the first start: finds the VPN, says what will happen, stores and arms. */
package io.github.vpnfirewall.app.assistant;
