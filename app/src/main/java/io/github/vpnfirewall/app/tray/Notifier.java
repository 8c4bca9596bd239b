package io.github.vpnfirewall.app.tray;

/** Says something that a person should not miss, wherever the desktop says such things. */
public interface Notifier {
  /**
   * Shows a notification in place of the last one. Returns at once; says nothing where the desktop
   * shows none. May be called from any thread. Who clicks on it is shown the status window, and who
   * presses one of its buttons has chosen that command, both by way of {@link Tray.Listener}.
   */
  void notify(Notice notice);
}
