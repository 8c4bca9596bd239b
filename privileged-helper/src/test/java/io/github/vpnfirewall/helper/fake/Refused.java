package io.github.vpnfirewall.helper.fake;

/** What the kernel or the tool would refuse. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message);
  }
}
