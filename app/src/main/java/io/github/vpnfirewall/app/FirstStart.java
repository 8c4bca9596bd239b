package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.helper.protocol.State;

/**
 * Opens the assistant by itself when a person starts the app and nothing is set up yet. Decides
 * once: whoever closes it has seen it. For one thread.
 */
final class FirstStart {
  private final Views views;
  private boolean decided;

  FirstStart(Views views) {
    this.views = views;
  }

  /** Takes a new picture in. Only what the helper said itself proves that nothing is set up. */
  void picture(Picture picture) {
    Observation seen = picture.observation();
    if (decided || picture.busy() || !seen.helperInstalled() || seen.report().isEmpty()) {
      return;
    }
    decided = true;
    if (seen.settings().isEmpty()
        && seen.report().get().settingsHash().isEmpty()
        && seen.report().get().state() == State.DISARMED) {
      views.show(View.ASSISTANT);
    }
  }
}
