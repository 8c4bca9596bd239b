package io.github.vpnfirewall.helper.protocol;

import java.util.Locale;
import java.util.Optional;

/** What the helper can be asked to do. */
public enum Verb {
  /** Apply the stored settings and verify. Takes no settings, so it can never widen anything. */
  ARM,
  /** Remove all that is ours and verify. */
  DISARM,
  /** Check and store the settings on standard input; apply them if armed. */
  CONFIGURE,
  /** Read the kernel and compare it with what should be there. */
  STATUS,
  /** The same again and again, a line each time something changed, until standard input ends. */
  WATCH,
  /** Print the restore documents for the settings on standard input; needs no root. */
  RENDER,
  /** Try to get packets past the tunnel, and say what became of them. */
  VERIFY;

  /** The word on the command line and in reports. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verb of that name, if there is one. */
  public static Optional<Verb> parse(String text) {
    for (Verb verb : values()) {
      if (verb.key().equals(text)) {
        return Optional.of(verb);
      }
    }
    return Optional.empty();
  }
}
