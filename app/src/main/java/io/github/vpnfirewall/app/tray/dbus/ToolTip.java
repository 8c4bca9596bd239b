package io.github.vpnfirewall.app.tray.dbus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** What appears while the pointer rests on the icon, {@code (sa(iiay)ss)} on the bus. */
public final class ToolTip extends Struct {
  /** Its signature. */
  public static final String SIGNATURE = "(sa(iiay)ss)";

  /** A themed icon's name; empty where {@link #icon} counts. */
  @Position(0)
  public final String iconName;

  /** Pictures; may be empty. */
  @Position(1)
  public final List<Pixmap> icon;

  /** The first line. */
  @Position(2)
  public final String title;

  /** The lines below it. Some desktops read markup in it. */
  @Position(3)
  public final String text;

  /** All four. */
  public ToolTip(String iconName, List<Pixmap> icon, String title, String text) {
    this.iconName = iconName;
    this.icon = icon;
    this.title = title;
    this.text = text;
  }
}
