package io.github.vpnfirewall.app.tray;

/** The icon's pictures: each its own shape as well as its own colour. */
public enum TrayIcon {
  /** Green, closed shield with a tick. */
  PROTECTED("vpnfirewall-protected"),
  /** Green, closed shield with a pause mark. */
  BLOCKING("vpnfirewall-blocking"),
  /** Red, open shield. */
  EXPOSED("vpnfirewall-exposed"),
  /** Red, warning sign. */
  LEAKING("vpnfirewall-leaking"),
  /** Red, question mark. */
  UNKNOWN("vpnfirewall-unknown"),
  /** Grey shield with three dots: the helper is at work. */
  BUSY("vpnfirewall-busy");

  private final String iconName;

  TrayIcon(String iconName) {
    this.iconName = iconName;
  }

  /** The picture's file name in {@code icons/}, without its ending. */
  public String iconName() {
    return iconName;
  }
}
