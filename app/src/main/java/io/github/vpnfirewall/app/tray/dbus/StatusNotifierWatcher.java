package io.github.vpnfirewall.app.tray.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** Who knows all icons and all that show icons. */
@DBusInterfaceName(StatusNotifierWatcher.NAME)
public interface StatusNotifierWatcher extends DBusInterface {
  /** The interface's name, and its owner's on the bus. */
  String NAME = "org.kde.StatusNotifierWatcher";

  /** Where it is. */
  String PATH = "/StatusNotifierWatcher";

  /** Makes an icon known. {@code service} is the bus name that serves it. */
  @DBusMemberName("RegisterStatusNotifierItem")
  void registerStatusNotifierItem(String service);

  /** Somebody shows icons from now on. */
  class StatusNotifierHostRegistered extends DBusSignal {
    /** From the object at this path. */
    public StatusNotifierHostRegistered(String path) throws DBusException {
      super(path);
    }
  }

  /** Somebody no longer shows icons. */
  class StatusNotifierHostUnregistered extends DBusSignal {
    /** From the object at this path. */
    public StatusNotifierHostUnregistered(String path) throws DBusException {
      super(path);
    }
  }
}
