/**
 * What the two programs say to each other: settings, reports, and the values they are made of.
 *
 * <p>The only package that the app sees. Everything in it is plain data; nothing here reads a file,
 * a clock or the kernel. A value that exists is valid: the app checks a field with the same code
 * that the root side trusts.
 */
package io.github.vpnfirewall.helper.protocol;
