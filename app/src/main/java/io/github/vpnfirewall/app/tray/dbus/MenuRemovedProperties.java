package io.github.vpnfirewall.app.tray.dbus;

import java.util.List;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/** Properties of a menu entry that are as usual again, {@code (ias)} on the bus. */
public final class MenuRemovedProperties extends Struct {
  /** Whose. */
  @Position(0)
  public final int id;

  /** Their names. */
  @Position(1)
  public final List<String> names;

  /** Both. */
  public MenuRemovedProperties(int id, List<String> names) {
    this.id = id;
    this.names = names;
  }
}
