/**
 * What is true about the machine's protection, decided from what was observed. Pure: no files, no
 * clock, no processes.
 */
package io.github.vpnfirewall.app.protection;
