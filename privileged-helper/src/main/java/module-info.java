/**
 * The root side of VPN Firewall. It shows the app its protocol and nothing else: the app cannot
 * compile against the code that runs as root.
 */
// The app is compiled after the helper, so the compiler cannot see it yet.
@SuppressWarnings("module")
module io.github.vpnfirewall.helper {
  requires com.google.gson;

  exports io.github.vpnfirewall.helper.protocol to
      io.github.vpnfirewall.app;
}
