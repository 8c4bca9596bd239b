/**
 * How the program fits into a person's session: there once, started with it, ended with it, and
 * quiet in its log.
 */
package io.github.vpnfirewall.app.session;
