package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import java.util.Optional;

/**
 * Decides which pictures are worth a notification: each change once, and nothing while the helper
 * is still at work. Not thread-safe.
 */
final class Notices {
  private Protection told;

  /** The picture, if a person should be told of it now. */
  Optional<Picture> next(Picture picture) {
    if (picture.busy() || picture.protection() == told) {
      return Optional.empty();
    }
    // What is so from the start is in the tray; only danger that is not meant is told.
    boolean news =
        told != null
            || picture.protection() == Protection.LEAKING
            || picture.protection() == Protection.UNKNOWN;
    told = picture.protection();
    return news ? Optional.of(picture) : Optional.empty();
  }
}
