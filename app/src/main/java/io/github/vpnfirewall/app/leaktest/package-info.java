/** The leak test: tries what gets out past the tunnel, and says what that means. */
package io.github.vpnfirewall.app.leaktest;
