package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.DBusMenu;
import io.github.vpnfirewall.app.tray.dbus.MenuEvent;
import io.github.vpnfirewall.app.tray.dbus.MenuNode;
import io.github.vpnfirewall.app.tray.dbus.MenuProperties;
import io.github.vpnfirewall.app.tray.dbus.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedesktop.dbus.errors.InvalidMethodArgument;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The icon's menu as an object on the bus. One level: the menu, and its entries. */
final class MenuObject extends ReadOnlyProperties implements DBusMenu {
  /** Where it is. */
  static final String PATH = "/MenuBar";

  private final Supplier<Revision> current;
  private final Clicks clicks;

  /**
   * A menu and how often it changed before.
   *
   * @param number at least 1; never the same for two menus
   * @param tree the menu
   */
  record Revision(long number, MenuTree tree) {}

  MenuObject(Supplier<Revision> current, Clicks clicks) {
    super(DBusMenu.NAME);
    this.current = current;
    this.clicks = clicks;
  }

  @Override
  Map<String, Variant<?>> properties() {
    return Map.of(
        "Version", new Variant<>(new UInt32(3)),
        "TextDirection", new Variant<>("ltr"),
        "Status", new Variant<>("normal"),
        "IconThemePath", new Variant<>(List.of(), "as"));
  }

  @Override
  public Reply<UInt32, MenuNode> getLayout(
      int parentId, int recursionDepth, List<String> propertyNames) {
    Revision now = current.get();
    MenuNode node;
    if (parentId == MenuTree.ROOT) {
      List<Variant<?>> children = new ArrayList<>();
      if (recursionDepth != 0) {
        for (MenuTree.Item item : now.tree().items()) {
          children.add(new Variant<>(leaf(item, propertyNames), MenuNode.SIGNATURE));
        }
      }
      node = new MenuNode(MenuTree.ROOT, chosen(rootProperties(), propertyNames), children);
    } else {
      node = leaf(known(now.tree(), parentId), propertyNames);
    }
    return new Reply<>(new UInt32(now.number()), node);
  }

  @Override
  public List<MenuProperties> getGroupProperties(List<Integer> ids, List<String> propertyNames) {
    List<MenuProperties> result = new ArrayList<>();
    if (ids.contains(MenuTree.ROOT)) {
      result.add(new MenuProperties(MenuTree.ROOT, chosen(rootProperties(), propertyNames)));
    }
    for (MenuTree.Item item : current.get().tree().items()) {
      if (ids.isEmpty() || ids.contains(item.id())) {
        result.add(new MenuProperties(item.id(), chosen(item.properties(), propertyNames)));
      }
    }
    return result;
  }

  @Override
  public Variant<?> getProperty(int id, String name) {
    Object value =
        id == MenuTree.ROOT
            ? rootProperties().get(name)
            : known(current.get().tree(), id).properties().get(name);
    if (value == null) {
      throw new InvalidMethodArgument("no property " + name + " of menu entry " + id);
    }
    return new Variant<>(value);
  }

  @Override
  public void event(int id, String eventId, Variant<?> data, UInt32 timestamp) {
    if (id != MenuTree.ROOT) {
      react(known(current.get().tree(), id), eventId);
    }
  }

  @Override
  public List<Integer> eventGroup(List<MenuEvent> events) {
    MenuTree tree = current.get().tree();
    List<Integer> unknown = new ArrayList<>();
    for (MenuEvent event : events) {
      Optional<MenuTree.Item> item = tree.item(event.id);
      item.ifPresent(found -> react(found, event.type));
      if (item.isEmpty() && event.id != MenuTree.ROOT) {
        unknown.add(event.id);
      }
    }
    return unknown;
  }

  @Override
  public boolean aboutToShow(int id) {
    // Every change was announced when it happened.
    return false;
  }

  @Override
  public Reply<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
    MenuTree tree = current.get().tree();
    List<Integer> unknown =
        ids.stream().filter(id -> id != MenuTree.ROOT && tree.item(id).isEmpty()).toList();
    return new Reply<>(List.of(), unknown);
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }

  /** A menu entry's properties as they go over the bus. */
  static Map<String, Variant<?>> chosen(Map<String, Object> properties, List<String> names) {
    Map<String, Variant<?>> result = new LinkedHashMap<>();
    properties.forEach(
        (name, value) -> {
          if (names.isEmpty() || names.contains(name)) {
            result.put(name, new Variant<>(value));
          }
        });
    return result;
  }

  private static MenuNode leaf(MenuTree.Item item, List<String> propertyNames) {
    return new MenuNode(item.id(), chosen(item.properties(), propertyNames), List.of());
  }

  private static Map<String, Object> rootProperties() {
    return Map.of("children-display", "submenu");
  }

  private static MenuTree.Item known(MenuTree tree, int id) {
    return tree.item(id).orElseThrow(() -> new InvalidMethodArgument("no menu entry " + id));
  }

  private void react(MenuTree.Item item, String eventId) {
    if (eventId.equals("clicked")) {
      item.command().ifPresent(clicks::choose);
    }
  }
}
