package io.github.vpnfirewall.app.tray;

/** Says something that a person should not miss, wherever the desktop says such things. */
public interface Notifier {
  /**
   * Shows a notification in place of the last one. Returns at once; says nothing where the desktop
   * shows none. May be called from any thread.
   *
   * @param title one line
   * @param body one or two sentences, plain text
   * @param urgency how important it is
   */
  void notify(String title, String body, Urgency urgency);

  /** How important a notification is. */
  enum Urgency {
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
