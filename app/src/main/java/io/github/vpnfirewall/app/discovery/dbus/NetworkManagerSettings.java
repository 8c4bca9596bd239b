package io.github.vpnfirewall.app.discovery.dbus;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** NetworkManager's connections. */
@DBusInterfaceName("org.freedesktop.NetworkManager.Settings")
public interface NetworkManagerSettings extends DBusInterface {
  /** Their owner's name on the bus. */
  String OWNER = "org.freedesktop.NetworkManager";

  /** Where they are. */
  String PATH = "/org/freedesktop/NetworkManager/Settings";

  /** Where each of them is. */
  @DBusMemberName("ListConnections")
  List<DBusPath> connections();
}
