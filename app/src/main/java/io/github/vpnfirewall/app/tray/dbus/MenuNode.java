package io.github.vpnfirewall.app.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/** A menu entry with all below it, {@code (ia{sv}av)} on the bus. */
public final class MenuNode extends Struct {
  /** Its signature. */
  public static final String SIGNATURE = "(ia{sv}av)";

  /** Its number; 0 is the menu itself. */
  @Position(0)
  public final int id;

  /** Those of its properties that are not as usual. */
  @Position(1)
  public final Map<String, Variant<?>> properties;

  /** What is below it: each a {@link MenuNode}. */
  @Position(2)
  public final List<Variant<?>> children;

  /** All three. */
  public MenuNode(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
    this.id = id;
    this.properties = properties;
    this.children = children;
  }
}
