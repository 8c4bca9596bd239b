package io.github.vpnfirewall.app.tray;

import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import io.github.vpnfirewall.app.tray.dbus.StatusNotifierItem;
import io.github.vpnfirewall.app.tray.dbus.ToolTip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** The icon as an object on the bus: answers with what the model says at the moment of asking. */
final class ItemObject extends ReadOnlyProperties implements StatusNotifierItem {
  /** Where desktops look for it. */
  static final String PATH = "/StatusNotifierItem";

  private final Supplier<TrayModel> model;
  private final Clicks clicks;

  ItemObject(Supplier<TrayModel> model, Clicks clicks) {
    super(StatusNotifierItem.NAME);
    this.model = model;
    this.clicks = clicks;
  }

  @Override
  Map<String, Variant<?>> properties() {
    TrayModel now = model.get();
    Variant<?> pixmaps = new Variant<>(Pixmaps.of(now.icon()), Pixmap.LIST);
    Variant<?> none = new Variant<>(List.of(), Pixmap.LIST); // pictures are most of what is sent
    Variant<?> nothing = new Variant<>("");

    Map<String, Variant<?>> result = new LinkedHashMap<>();
    result.put("Category", new Variant<>("SystemServices"));
    result.put("Id", new Variant<>("vpnfirewall"));
    result.put("Title", new Variant<>(title(now)));
    result.put("Status", new Variant<>(status(now)));
    result.put("WindowId", new Variant<>(0));
    result.put("IconThemePath", nothing);
    // No name: a desktop would prefer it, and might have no such icon in its theme.
    result.put("IconName", nothing);
    result.put("IconPixmap", pixmaps);
    result.put("OverlayIconName", nothing);
    result.put("OverlayIconPixmap", none);
    result.put("AttentionIconName", nothing);
    // While attention is asked for, some desktops show this one or none at all.
    result.put("AttentionIconPixmap", now.attention() ? pixmaps : none);
    result.put("AttentionMovieName", nothing);
    result.put(
        "ToolTip",
        new Variant<>(new ToolTip("", List.of(), title(now), now.tooltip()), ToolTip.SIGNATURE));
    result.put("ItemIsMenu", new Variant<>(false));
    result.put("Menu", new Variant<>(new DBusPath(MenuObject.PATH)));
    return result;
  }

  /** The title that a model has on the bus. */
  static String title(TrayModel model) {
    return "VPN Firewall: " + model.title();
  }

  /** The status that a model has on the bus. */
  static String status(TrayModel model) {
    return model.attention() ? "NeedsAttention" : "Active";
  }

  @Override
  public void activate(int x, int y) {
    clicks.choose(MenuEntry.Command.TOGGLE);
  }

  @Override
  public void secondaryActivate(int x, int y) {
    clicks.choose(MenuEntry.Command.SHOW_STATUS);
  }

  @Override
  public void contextMenu(int x, int y) {
    // Asked only by desktops that draw no menus for others: the window has all that the menu has.
    clicks.choose(MenuEntry.Command.SHOW_STATUS);
  }

  @Override
  public void scroll(int delta, String orientation) {
    // A wheel is too easily turned to change anything by it.
  }

  @Override
  public void provideXdgActivationToken(String token) {
    // The windows belong to another process, which asks for its own.
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }
}
