package io.github.vpnfirewall.app.tray.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/** The desktop's settings, as programs may read them (XDG Desktop Portal). */
@DBusInterfaceName("org.freedesktop.portal.Settings")
public interface SettingsPortal extends DBusInterface {
  /** Its owner's name on the bus. */
  String NAME = "org.freedesktop.portal.Desktop";

  /** Where it is. */
  String PATH = "/org/freedesktop/portal/desktop";

  /** One setting; older portals wrap the value twice. */
  @DBusMemberName("Read")
  Variant<?> read(String namespace, String key);

  /** A setting was changed. */
  class SettingChanged extends DBusSignal {
    /** What the setting belongs to. */
    public final String namespace;

    /** Its name there. */
    public final String key;

    /** What it is now. */
    public final Variant<?> value;

    /** From the object at this path. */
    public SettingChanged(String path, String namespace, String key, Variant<?> value)
        throws DBusException {
      super(path, namespace, key, value);
      this.namespace = namespace;
      this.key = key;
      this.value = value;
    }
  }
}
