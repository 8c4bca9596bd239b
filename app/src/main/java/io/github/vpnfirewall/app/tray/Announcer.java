package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.DBusMenu;
import io.github.vpnfirewall.app.tray.dbus.MenuProperties;
import io.github.vpnfirewall.app.tray.dbus.StatusNotifierItem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a desktop, in as few signals as say it all, what changed in the model. For most of them
 * some desktops ask for everything anew, all pictures among it.
 */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final DBusConnection bus;
  private final Supplier<TrayModel> model;
  private TrayModel toldPicture;
  private TrayModel toldWords;
  private volatile MenuObject.Revision menu;

  /** Takes the model as it is for already told: whoever is new on the bus asks for it. */
  Announcer(DBusConnection bus, Supplier<TrayModel> model) {
    this.bus = bus;
    this.model = model;
    toldPicture = model.get();
    toldWords = toldPicture;
    menu = new MenuObject.Revision(1, new MenuTree(toldWords.menu()));
  }

  /** The menu as last told. May be called from any thread. */
  MenuObject.Revision menu() {
    return menu;
  }

  /** Sends what changed since the last call of what is seen: icon and attention. */
  void announcePicture() {
    TrayModel before = toldPicture;
    toldPicture = model.get();
    send(() -> pictureSignals(before, toldPicture));
  }

  /** Sends what changed since the last call of what is read: title, tooltip and menu. */
  void announceWords() {
    TrayModel before = toldWords;
    toldWords = model.get();
    send(() -> wordSignals(before, toldWords));
  }

  private interface Signals {
    List<DBusSignal> make() throws DBusException;
  }

  private void send(Signals signals) {
    try {
      for (DBusSignal signal : signals.make()) {
        bus.sendMessage(signal);
      }
    } catch (DBusException | RuntimeException e) {
      // A bus that just broke; on the next one everything is asked for anew.
      LOG.info("The tray's change could not be told: {}", e.toString());
    }
  }

  private static List<DBusSignal> pictureSignals(TrayModel before, TrayModel now)
      throws DBusException {
    List<DBusSignal> signals = new ArrayList<>();
    boolean another = before.icon() != now.icon();
    boolean calls = before.attention() != now.attention();
    if (another) {
      signals.add(new StatusNotifierItem.NewIcon(ItemObject.PATH));
    }
    if (now.attention() && (another || calls)) {
      signals.add(new StatusNotifierItem.NewAttentionIcon(ItemObject.PATH));
    }
    if (calls) {
      signals.add(new StatusNotifierItem.NewStatus(ItemObject.PATH, ItemObject.status(now)));
    }
    return signals;
  }

  private List<DBusSignal> wordSignals(TrayModel before, TrayModel now) throws DBusException {
    List<DBusSignal> signals = new ArrayList<>();
    if (!before.title().equals(now.title())) {
      signals.add(new StatusNotifierItem.NewTitle(ItemObject.PATH));
    }
    if (!before.title().equals(now.title()) || !before.tooltip().equals(now.tooltip())) {
      signals.add(new StatusNotifierItem.NewToolTip(ItemObject.PATH));
    }
    if (!before.menu().equals(now.menu())) {
      signals.addAll(menuSignals(new MenuTree(now.menu())));
    }
    return signals;
  }

  private List<DBusSignal> menuSignals(MenuTree now) throws DBusException {
    MenuTree before = menu.tree();
    menu = new MenuObject.Revision(menu.number() + 1, now);
    List<DBusSignal> signals = new ArrayList<>();
    List<MenuProperties> changed =
        now.changedSince(before).stream()
            .map(
                item ->
                    new MenuProperties(item.id(), MenuObject.chosen(item.properties(), List.of())))
            .toList();
    if (!changed.isEmpty()) {
      signals.add(new DBusMenu.ItemsPropertiesUpdated(MenuObject.PATH, changed, List.of()));
    }
    // Also where only properties changed: not every desktop listens to both.
    signals.add(
        new DBusMenu.LayoutUpdated(MenuObject.PATH, new UInt32(menu.number()), MenuTree.ROOT));
    return signals;
  }
}
