package io.github.vpnfirewall.app.protection;

import java.util.Optional;
import java.util.function.Consumer;

/** Where tray and windows learn what is true. All methods may be called from any thread. */
public interface PictureSource {
  /** The last picture; empty until the first one was taken. */
  Optional<Picture> latest();

  /**
   * Tells the listener every picture from now on, and at once the last one if there is one. All
   * listeners are called one after another on one thread that is not JavaFX's; a listener must
   * return quickly, and one that throws is not called less.
   *
   * @return ends it when closed
   */
  Subscription listen(Consumer<Picture> listener);

  /** Looks again as soon as possible instead of at the next event; returns at once. */
  void refresh();

  /** A listener's place in the list. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
