package io.github.vpnfirewall.app.tray.dbus;

import java.util.List;
import org.freedesktop.dbus.TypeRef;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.DBusProperty;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A menu that the desktop draws. */
@DBusInterfaceName(DBusMenu.NAME)
@DBusProperty(name = "Version", type = UInt32.class, access = Access.READ)
@DBusProperty(name = "TextDirection", type = String.class, access = Access.READ)
@DBusProperty(name = "Status", type = String.class, access = Access.READ)
@DBusProperty(name = "IconThemePath", type = DBusMenu.StringList.class, access = Access.READ)
public interface DBusMenu extends DBusInterface {
  /** The interface's name. */
  String NAME = "com.canonical.dbusmenu";

  /**
   * The menu from one entry downwards.
   *
   * @param parentId from which; 0 for all
   * @param recursionDepth how many levels below it; -1 for all
   * @param propertyNames which properties; empty for all
   * @return the menu's revision, and the entry
   */
  @DBusMemberName("GetLayout")
  Reply<UInt32, MenuNode> getLayout(int parentId, int recursionDepth, List<String> propertyNames);

  /** These entries' properties; no entry stands for all entries, no name for all names. */
  @DBusMemberName("GetGroupProperties")
  List<MenuProperties> getGroupProperties(List<Integer> ids, List<String> propertyNames);

  /** One property of one entry. */
  @DBusMemberName("GetProperty")
  Variant<?> getProperty(int id, String name);

  /** Something happened to an entry; see {@link MenuEvent}. */
  @DBusMemberName("Event")
  void event(int id, String eventId, Variant<?> data, UInt32 timestamp);

  /** As {@link #event}, many at once. Returns those entries that there are none of. */
  @DBusMemberName("EventGroup")
  List<Integer> eventGroup(List<MenuEvent> events);

  /** An entry's submenu will be shown. Returns whether it must be read again before. */
  @DBusMemberName("AboutToShow")
  boolean aboutToShow(int id);

  /** As {@link #aboutToShow}, many at once. Returns those to read again, and those unknown. */
  @DBusMemberName("AboutToShowGroup")
  Reply<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids);

  /** Names the type of a property that is a list of strings. */
  interface StringList extends TypeRef<List<String>> {}

  /** Entries look different, and are the same ones. */
  class ItemsPropertiesUpdated extends DBusSignal {
    /** From the object at this path. */
    public ItemsPropertiesUpdated(
        String path, List<MenuProperties> updated, List<MenuRemovedProperties> removed)
        throws DBusException {
      super(path, updated, removed);
    }
  }

  /** There are other entries below this one. */
  class LayoutUpdated extends DBusSignal {
    /** From the object at this path. */
    public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
      super(path, revision, parent);
    }
  }
}
