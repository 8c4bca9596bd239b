package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.Optional;

/**
 * The settings on the disk as far as this dialog knows: what it began with, and what somebody else
 * has put there since. What is seen may be older than what was just stored.
 */
final class Stored {
  private Settings base;
  private Optional<Settings> theirs = Optional.empty();
  private Optional<Settings> outdated = Optional.empty();

  Stored(Settings base) {
    this.base = base;
  }

  /** What the changes of this dialog are changes of. */
  Settings base() {
    return base;
  }

  /** What somebody else has stored since; empty if nobody has. */
  Optional<Settings> theirs() {
    return theirs;
  }

  /** Takes note of what was seen on the disk. */
  void seen(Settings settings) {
    if (outdated.isPresent() && outdated.get().equals(settings)) {
      return; // seen before this dialog's own settings arrived there
    }
    outdated = Optional.empty();
    theirs = settings.equals(base) ? Optional.empty() : Optional.of(settings);
  }

  /** This dialog's settings were stored. */
  void stored(Settings settings) {
    outdated = Optional.of(theirs.orElse(base)).filter(old -> !old.equals(settings));
    theirs = Optional.empty();
    base = settings;
  }

  /** From now on the changes of this dialog are changes of what somebody else has stored. */
  void accept() {
    base = theirs.orElse(base);
    theirs = Optional.empty();
  }
}
