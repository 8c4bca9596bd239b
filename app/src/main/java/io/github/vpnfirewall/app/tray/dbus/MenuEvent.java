package io.github.vpnfirewall.app.tray.dbus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Something that happened to a menu entry, {@code (isvu)} on the bus. */
public final class MenuEvent extends Struct {
  /** To which. */
  @Position(0)
  public final int id;

  /** What: {@code clicked}, {@code hovered}, {@code opened}, {@code closed}. */
  @Position(1)
  public final String type;

  /** More about it; depends on the type. */
  @Position(2)
  public final Variant<?> data;

  /** When, in the desktop's own time. */
  @Position(3)
  public final UInt32 timestamp;

  /** All four. */
  public MenuEvent(int id, String type, Variant<?> data, UInt32 timestamp) {
    this.id = id;
    this.type = type;
    this.data = data;
    this.timestamp = timestamp;
  }
}
