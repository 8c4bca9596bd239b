package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Reason;

/** What a picture is news of: the state, and where one state has reasons that differ in weight. */
enum Situation {
  PROTECTED,
  /** Closed, and the VPN is down. */
  BLOCKING,
  /** Closed, and no network is there at all: somebody pulled the plug, and the desktop says so. */
  OFFLINE,
  /** Closed altogether: the VPN cannot come back until somebody arms again or disarms. */
  STUCK,
  EXPOSED,
  /** Something gets out. */
  LEAKING,
  /** Nothing gets out, and part of the protection is gone. */
  WEAKENED,
  UNKNOWN,
  HELPER_MISSING;

  static Situation of(Picture picture) {
    return switch (picture.protection()) {
      case PROTECTED -> PROTECTED;
      case BLOCKING -> picture.stuck() ? STUCK : is(picture, Reason.OFFLINE) ? OFFLINE : BLOCKING;
      case EXPOSED -> EXPOSED;
      case LEAKING -> is(picture, Reason.WEAKENED) ? WEAKENED : LEAKING;
      case UNKNOWN -> is(picture, Reason.HELPER_MISSING) ? HELPER_MISSING : UNKNOWN;
    };
  }

  /** Whether all is closed as it should be, as far as anyone can tell. */
  boolean closed() {
    return this == PROTECTED || this == BLOCKING || this == OFFLINE;
  }

  /** Whether it should be closed, and is not or not wholly. */
  boolean leak() {
    return this == LEAKING || this == WEAKENED;
  }

  /** Whether it may be as somebody wants it, so that nobody need be told from the start. */
  boolean harmless() {
    return closed() || this == EXPOSED;
  }

  /** Whether it cannot be told. */
  boolean doubtful() {
    return this == UNKNOWN || this == HELPER_MISSING;
  }

  private static boolean is(Picture picture, Reason reason) {
    return picture.reason().equals(reason.key());
  }
}
