package io.github.vpnfirewall.app.tray;

import java.util.Optional;
import java.util.function.Consumer;

/** Another kind of tray, for where no StatusNotifier watcher is. */
interface FallbackTray {
  /** Shows this from now on. */
  void show(TrayModel model);

  /** Takes the icon away. */
  void close();

  /** Opens one. */
  @FunctionalInterface
  interface Opener {
    /**
     * Shows the icon in such a tray, if there is one right now.
     *
     * @param visible told, on any thread, whenever the icon appears or goes
     */
    Optional<FallbackTray> open(TrayModel model, Clicks clicks, Consumer<Boolean> visible);
  }
}
