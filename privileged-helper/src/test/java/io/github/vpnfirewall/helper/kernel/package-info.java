/** What the tests on the real kernel ask of the helper's own models. */
package io.github.vpnfirewall.helper.kernel;
