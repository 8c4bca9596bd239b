package io.github.vpnfirewall.app.tray;

/** One line of the tray's menu. */
public sealed interface MenuEntry {
  /** What can be chosen. */
  enum Command {
    TOGGLE,
    ARM,
    DISARM,
    SHOW_STATUS,
    LEAK_TEST,
    SHOW_SETTINGS,
    SET_UP,
    AUTOSTART,
    ABOUT,
    QUIT
  }

  /**
   * A line that does something.
   *
   * @param command what it does
   * @param label what it says
   * @param enabled whether it can be chosen now
   */
  record Choice(Command command, String label, boolean enabled) implements MenuEntry {}

  /**
   * A line that switches something on and off.
   *
   * @param command what switches it
   * @param label what it says
   * @param on whether it is on
   */
  record Switch(Command command, String label, boolean on) implements MenuEntry {}

  /**
   * A line that only says something.
   *
   * @param label what it says
   */
  record Label(String label) implements MenuEntry {}

  /** A line between groups. */
  record Separator() implements MenuEntry {}
}
