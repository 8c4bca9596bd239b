package io.github.vpnfirewall.app.tray;

import java.util.List;

/**
 * Something that a person should not miss.
 *
 * @param title one line
 * @param body one or two sentences, plain text
 * @param urgency how important it is
 * @param actions what can be done about it, where the desktop has buttons for that
 */
public record Notice(String title, String body, Urgency urgency, List<Action> actions) {
  /** Copies the list. */
  public Notice {
    actions = List.copyOf(actions);
  }

  /**
   * A button.
   *
   * @param command what it does. It may be pressed when all has changed since: so nothing that does
   *     another thing then
   * @param label what it says
   */
  public record Action(MenuEntry.Command command, String label) {}

  /** How important a notification is. */
  public enum Urgency {
    /** Good to know. */
    LOW(0),
    /** Worth a look. */
    NORMAL(1),
    /** Stays until it was seen. */
    CRITICAL(2);

    private final byte level;

    Urgency(int level) {
      this.level = (byte) level;
    }

    /** The desktop's number for it. */
    byte level() {
      return level;
    }
  }
}
