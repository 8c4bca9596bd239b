package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.helper.protocol.Verb;

/** What a click on the icon does: it closes unless all is closed as it should be. */
enum Toggle {
  ARM(Verb.ARM, "menu.arm"),
  ARM_AGAIN(Verb.ARM, "menu.armAgain"),
  DISARM(Verb.DISARM, "menu.disarm");

  private final Verb verb;
  private final String label;

  Toggle(Verb verb, String label) {
    this.verb = verb;
    this.label = label;
  }

  static Toggle of(Picture picture) {
    return switch (picture.protection()) {
      case BLOCKING -> picture.stuck() ? ARM_AGAIN : DISARM;
      case PROTECTED -> DISARM;
      case LEAKING -> ARM_AGAIN;
      case EXPOSED, UNKNOWN -> ARM;
    };
  }

  /** Whether it can be chosen now. */
  static boolean enabled(Picture picture) {
    return !picture.busy() && picture.observation().helperInstalled();
  }

  Verb verb() {
    return verb;
  }

  /** What it is called, as a key of the text bundle. */
  String label() {
    return label;
  }
}
