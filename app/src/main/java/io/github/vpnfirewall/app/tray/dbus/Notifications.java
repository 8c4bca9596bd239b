package io.github.vpnfirewall.app.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The desktop's notifications. */
@DBusInterfaceName(Notifications.NAME)
public interface Notifications extends DBusInterface {
  /** The interface's name, and its owner's on the bus. */
  String NAME = "org.freedesktop.Notifications";

  /** Where it is. */
  String PATH = "/org/freedesktop/Notifications";

  /** What this desktop's notifications can do, as words of the specification. */
  @DBusMemberName("GetCapabilities")
  List<String> capabilities();

  /**
   * Shows one. (Not called {@code notify} in Java: dbus-java takes that for {@link Object#notify}.)
   *
   * @param application who says it
   * @param replaces the number of the one that it replaces; 0 for none
   * @param icon a themed icon's name
   * @param summary the first line
   * @param body more, with markup where the desktop can do that
   * @param actions keys and labels of buttons, in turn
   * @param hints more properties
   * @param timeout milliseconds; -1 as the desktop likes
   * @return its number
   */
  @DBusMemberName("Notify")
  UInt32 post(
      String application,
      UInt32 replaces,
      String icon,
      String summary,
      String body,
      List<String> actions,
      Map<String, Variant<?>> hints,
      int timeout);

  /** A notification was clicked, or one of its buttons. */
  class ActionInvoked extends DBusSignal {
    /** The notification's number. */
    public final UInt32 id;

    /** What was pressed, by the key that it was posted with. */
    public final String action;

    /** From the object at this path. */
    public ActionInvoked(String path, UInt32 id, String action) throws DBusException {
      super(path, id, action);
      this.id = id;
      this.action = action;
    }
  }
}
