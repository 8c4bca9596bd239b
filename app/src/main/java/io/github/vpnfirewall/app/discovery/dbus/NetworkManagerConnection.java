package io.github.vpnfirewall.app.discovery.dbus;

import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/** One of NetworkManager's connections, on or off. */
@DBusInterfaceName("org.freedesktop.NetworkManager.Settings.Connection")
public interface NetworkManagerConnection extends DBusInterface {
  /** What is set, by group and name; without secrets. */
  @DBusMemberName("GetSettings")
  Map<String, Map<String, Variant<?>>> settings();
}
