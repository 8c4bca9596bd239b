package io.github.vpnfirewall.app.tray.dbus;

import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/** A menu entry's properties, {@code (ia{sv})} on the bus. */
public final class MenuProperties extends Struct {
  /** Whose. */
  @Position(0)
  public final int id;

  /** Those that are not as usual. */
  @Position(1)
  public final Map<String, Variant<?>> properties;

  /** Both. */
  public MenuProperties(int id, Map<String, Variant<?>> properties) {
    this.id = id;
    this.properties = properties;
  }
}
