package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.DBusMenu;
import io.github.vpnfirewall.app.tray.dbus.MenuNode;
import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import io.github.vpnfirewall.app.tray.dbus.StatusNotifierItem;
import io.github.vpnfirewall.app.tray.dbus.StatusNotifierWatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.errors.ServiceUnknown;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/**
 * A StatusNotifier watcher with a panel of its own. As real ones, it refuses services that are not.
 */
final class FakeDesktop implements StatusNotifierWatcher, Properties, AutoCloseable {
  private final DBusConnection bus;
  private final BlockingQueue<String> items = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
  private volatile boolean host;

  FakeDesktop(String address, boolean host) throws Exception {
    this.host = host;
    bus = Trays.connect(address, () -> {});
    bus.exportObject(PATH, this);
    hear(StatusNotifierItem.NewIcon.class);
    hear(StatusNotifierItem.NewAttentionIcon.class);
    hear(StatusNotifierItem.NewTitle.class);
    hear(StatusNotifierItem.NewToolTip.class);
    hear(StatusNotifierItem.NewStatus.class);
    hear(DBusMenu.ItemsPropertiesUpdated.class);
    hear(DBusMenu.LayoutUpdated.class);
    bus.requestBusName(StatusNotifierWatcher.NAME);
  }

  private <T extends DBusSignal> void hear(Class<T> type) throws DBusException {
    bus.addSigHandler(type, signal -> signals.add(type.getSimpleName()));
  }

  @Override
  public void registerStatusNotifierItem(String service) {
    if (!bus().NameHasOwner(service)) {
      throw new ServiceUnknown(service);
    }
    items.add(service);
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <A> A Get(String interfaceName, String property) {
    return (A) GetAll(interfaceName).get(property);
  }

  @Override
  public <A> void Set(String interfaceName, String property, A value) {
    throw new UnsupportedOperationException(property);
  }

  @Override
  public Map<String, Variant<?>> GetAll(String interfaceName) {
    return Map.of("IsStatusNotifierHostRegistered", new Variant<>(host));
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }

  /** Every icon that asked to be shown, in turn, also again. */
  BlockingQueue<String> items() {
    return items;
  }

  /** The names of all signals of icons and menus, in turn. */
  BlockingQueue<String> signals() {
    return signals;
  }

  /** The panel comes or goes. */
  void setHost(boolean present) throws DBusException {
    host = present;
    bus.sendMessage(
        present
            ? new StatusNotifierHostRegistered(PATH)
            : new StatusNotifierHostUnregistered(PATH));
  }

  StatusNotifierItem icon(String service) throws DBusException {
    return bus.getRemoteObject(service, "/StatusNotifierItem", StatusNotifierItem.class);
  }

  Map<String, Variant<?>> properties(String service) throws DBusException {
    return bus.getRemoteObject(service, "/StatusNotifierItem", Properties.class)
        .GetAll("org.kde.StatusNotifierItem");
  }

  /** One property, as most panels read it: a variant on the bus, its content here. */
  Object property(String service, String name) throws DBusException {
    Object answer =
        bus.getRemoteObject(service, "/StatusNotifierItem", Properties.class)
            .Get("org.kde.StatusNotifierItem", name);
    return answer instanceof Variant<?> variant ? variant.getValue() : answer;
  }

  String introspect(String service, String path) throws DBusException {
    return bus.getRemoteObject(service, path, org.freedesktop.dbus.interfaces.Introspectable.class)
        .Introspect();
  }

  /** The icon's pixels in its smallest size. */
  byte[] smallestPicture(String service) throws DBusException {
    List<?> pictures = (List<?>) property(service, "IconPixmap");
    Object first = pictures.get(0);
    return first instanceof Pixmap pixmap ? pixmap.argb : bytes(((Object[]) first)[2]);
  }

  DBusMenu menu(String service) throws DBusException {
    Object path = property(service, "Menu");
    return bus.getRemoteObject(service, path.toString(), DBusMenu.class);
  }

  /** The menu's entries, as the desktop would draw them. */
  List<MenuNode> entries(String service) throws DBusException {
    List<MenuNode> entries = new ArrayList<>();
    for (Variant<?> child : menu(service).getLayout(0, -1, List.of()).second.children) {
      // Inside a variant dbus-java leaves a struct as the array of its fields.
      Object[] fields = (Object[]) child.getValue();
      Map<String, Variant<?>> properties = new LinkedHashMap<>();
      ((Map<?, ?>) fields[1])
          .forEach((name, value) -> properties.put((String) name, (Variant<?>) value));
      entries.add(new MenuNode((Integer) fields[0], properties, List.of()));
    }
    return entries;
  }

  @Override
  public void close() throws DBusException {
    if (bus.isConnected()) {
      // dbus-java's own daemon garbles the signal of a name that is given up.
      bus.sendMessage(
          bus.getMessageFactory()
              .createSignal(
                  null,
                  "/org/freedesktop/DBus",
                  "org.freedesktop.DBus",
                  "NameOwnerChanged",
                  "sss",
                  StatusNotifierWatcher.NAME,
                  bus.getUniqueName(),
                  ""));
    }
    bus.disconnect();
  }

  private DBus bus() {
    try {
      return bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
    } catch (DBusException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(Object array) {
    if (array instanceof byte[] bytes) {
      return bytes;
    }
    List<?> list = (List<?>) array;
    byte[] result = new byte[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (Byte) list.get(i);
    }
    return result;
  }
}
