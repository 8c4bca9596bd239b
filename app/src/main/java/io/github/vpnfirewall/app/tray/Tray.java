package io.github.vpnfirewall.app.tray;

/** The icon in the tray, wherever it is shown. All methods may be called from any thread. */
public interface Tray extends AutoCloseable {
  /** Shows this from now on, wherever and whenever there is a tray to show it. Returns at once. */
  void show(TrayModel model);

  /** Whether a tray shows the icon right now. */
  boolean visible();

  /** Takes the icon away. */
  @Override
  void close();

  /** What a person does with the icon. Called on a thread of the tray's own, one at a time. */
  interface Listener {
    /** The icon was clicked with the first button, or a menu entry was chosen. */
    void chosen(MenuEntry.Command command);

    /** A tray took the icon in, or the last one went away. */
    void visibilityChanged(boolean visible);
  }
}
