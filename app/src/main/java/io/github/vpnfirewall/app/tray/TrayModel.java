package io.github.vpnfirewall.app.tray;

import java.util.List;

/**
 * All that the tray shows at one moment.
 *
 * @param icon the picture
 * @param title the state in one word
 * @param tooltip one or two sentences
 * @param attention whether the desktop should draw the eye to it
 * @param menu the menu, top to bottom; the first entry that can be chosen is the toggle
 */
public record TrayModel(
    TrayIcon icon, String title, String tooltip, boolean attention, List<MenuEntry> menu) {
  /** Copies the list. */
  public TrayModel {
    menu = List.copyOf(menu);
  }
}
