package io.github.vpnfirewall.app.tray.dbus;

import java.util.List;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.TypeRef;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.DBusProperty;
import org.freedesktop.dbus.annotations.DBusProperty.Access;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** The icon, as a desktop sees it. Coordinates are screen pixels: a hint where to open a window. */
@DBusInterfaceName(StatusNotifierItem.NAME)
@DBusProperty(name = "Category", type = String.class, access = Access.READ)
@DBusProperty(name = "Id", type = String.class, access = Access.READ)
@DBusProperty(name = "Title", type = String.class, access = Access.READ)
@DBusProperty(name = "Status", type = String.class, access = Access.READ)
@DBusProperty(name = "WindowId", type = Integer.class, access = Access.READ)
@DBusProperty(name = "IconThemePath", type = String.class, access = Access.READ)
@DBusProperty(name = "IconName", type = String.class, access = Access.READ)
@DBusProperty(name = "IconPixmap", type = StatusNotifierItem.PixmapList.class, access = Access.READ)
@DBusProperty(name = "OverlayIconName", type = String.class, access = Access.READ)
@DBusProperty(
    name = "OverlayIconPixmap",
    type = StatusNotifierItem.PixmapList.class,
    access = Access.READ)
@DBusProperty(name = "AttentionIconName", type = String.class, access = Access.READ)
@DBusProperty(
    name = "AttentionIconPixmap",
    type = StatusNotifierItem.PixmapList.class,
    access = Access.READ)
@DBusProperty(name = "AttentionMovieName", type = String.class, access = Access.READ)
@DBusProperty(name = "ToolTip", type = ToolTip.class, access = Access.READ)
@DBusProperty(name = "ItemIsMenu", type = Boolean.class, access = Access.READ)
@DBusProperty(name = "Menu", type = DBusPath.class, access = Access.READ)
public interface StatusNotifierItem extends DBusInterface {
  /** The interface's name. */
  String NAME = "org.kde.StatusNotifierItem";

  /** The first button. */
  @DBusMemberName("Activate")
  void activate(int x, int y);

  /** The middle button. */
  @DBusMemberName("SecondaryActivate")
  void secondaryActivate(int x, int y);

  /** The right button, where the desktop cannot show the menu that it was offered. */
  @DBusMemberName("ContextMenu")
  void contextMenu(int x, int y);

  /** The wheel. */
  @DBusMemberName("Scroll")
  void scroll(int delta, String orientation);

  /** Wayland's leave to raise a window, sent before {@link #activate}. */
  @DBusMemberName("ProvideXdgActivationToken")
  void provideXdgActivationToken(String token);

  /** Names the type of the icon properties. */
  interface PixmapList extends TypeRef<List<Pixmap>> {}

  /** {@code Title} changed. */
  class NewTitle extends DBusSignal {
    /** From the object at this path. */
    public NewTitle(String path) throws DBusException {
      super(path);
    }
  }

  /** {@code IconPixmap} changed. */
  class NewIcon extends DBusSignal {
    /** From the object at this path. */
    public NewIcon(String path) throws DBusException {
      super(path);
    }
  }

  /** {@code AttentionIconPixmap} changed. */
  class NewAttentionIcon extends DBusSignal {
    /** From the object at this path. */
    public NewAttentionIcon(String path) throws DBusException {
      super(path);
    }
  }

  /** {@code ToolTip} changed. */
  class NewToolTip extends DBusSignal {
    /** From the object at this path. */
    public NewToolTip(String path) throws DBusException {
      super(path);
    }
  }

  /** {@code Status} changed. */
  class NewStatus extends DBusSignal {
    /** From the object at this path; the status is its new one. */
    public NewStatus(String path, String status) throws DBusException {
      super(path, status);
    }
  }
}
