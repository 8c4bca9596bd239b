package io.github.vpnfirewall.app;

/**
 * The windows, wherever they live. All methods may be called from any thread and return at once.
 */
interface Views {
  /** Shows a window, or brings it to the front. */
  void show(View view);
}
