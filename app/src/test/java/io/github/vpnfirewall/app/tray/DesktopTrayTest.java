package io.github.vpnfirewall.app.tray;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.dbus.MenuEvent;
import io.github.vpnfirewall.app.tray.dbus.MenuNode;
import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

/** What the icon says on a real bus, and what it hears, with a desktop of our own. */
class DesktopTrayTest extends TrayOnABus {
  @Test
  void iconIsRegisteredAndSaysAllThatDesktopsAskFor() throws Exception {
    FakeDesktop desktop = desktop();
    tray().show(EXPOSED);
    String service = desktop.items().poll(10, SECONDS);

    assertThat(service).startsWith("org.kde.StatusNotifierItem-");
    assertThat(told.poll(10, SECONDS)).isTrue();
    assertThat(desktop.properties(service))
        .containsOnlyKeys(
            "Category",
            "Id",
            "Title",
            "Status",
            "WindowId",
            "IconThemePath",
            "IconName",
            "IconPixmap",
            "OverlayIconName",
            "OverlayIconPixmap",
            "AttentionIconName",
            "AttentionIconPixmap",
            "AttentionMovieName",
            "ToolTip",
            "ItemIsMenu",
            "Menu");
    assertThat(desktop.property(service, "Id")).isEqualTo("vpnfirewall");
    assertThat(desktop.property(service, "Title")).isEqualTo("VPN Firewall: Exposed");
    assertThat(desktop.property(service, "Status")).isEqualTo("Active");
    assertThat(desktop.property(service, "ItemIsMenu")).isEqualTo(false);
    assertThat(desktop.smallestPicture(service))
        .isEqualTo(Pixmaps.of(TrayIcon.EXPOSED).get(0).argb);
    assertThat(signature(desktop, service, "IconPixmap")).isEqualTo(Pixmap.LIST);
    assertThat(signature(desktop, service, "ToolTip")).isEqualTo("(sa(iiay)ss)");
    assertThat(signature(desktop, service, "Menu")).isEqualTo("o");
    assertThatThrownBy(() -> desktop.property(service, "Nonsense"))
        .isInstanceOf(DBusExecutionException.class);
  }

  @Test
  void introspectionNamesMethodsPropertiesAndSignals() throws Exception {
    FakeDesktop desktop = desktop();
    tray().show(EXPOSED);
    String service = desktop.items().poll(10, SECONDS);

    assertThat(desktop.introspect(service, "/StatusNotifierItem"))
        .contains("<method name=\"Activate\"", "<signal name=\"NewIcon\"")
        .containsPattern("<property name=\"IconPixmap\" type=\"a\\(iiay\\)\" access=\"read\"");
    assertThat(desktop.introspect(service, "/MenuBar"))
        .contains("<method name=\"GetLayout\"", "<signal name=\"LayoutUpdated\"");
  }

  @Test
  void clicksBecomeCommands() throws Exception {
    FakeDesktop desktop = desktop();
    tray().show(EXPOSED);
    String service = desktop.items().poll(10, SECONDS);

    desktop.icon(service).activate(10, 20);
    desktop.icon(service).secondaryActivate(10, 20);
    desktop.icon(service).scroll(120, "vertical");
    desktop.icon(service).contextMenu(10, 20);

    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.TOGGLE);
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.SHOW_STATUS);
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.SHOW_STATUS);
    assertThat(chosen.poll(100, MILLISECONDS)).isNull();
  }

  @Test
  void menuIsReadAndChosenFrom() throws Exception {
    FakeDesktop desktop = desktop();
    tray().show(EXPOSED);
    String service = desktop.items().poll(10, SECONDS);
    List<MenuNode> entries = desktop.entries(service);

    assertThat(entries)
        .extracting(node -> value(node.properties, "label"))
        .containsExactly("Exposed", "Arm", null, "Quit");
    assertThat(value(entries.get(2).properties, "type")).isEqualTo("separator");
    int arm = entries.get(1).id;
    int quit = entries.get(3).id;
    assertThat(desktop.menu(service).getProperty(arm, "label").getValue()).isEqualTo("Arm");
    assertThat(desktop.menu(service).getGroupProperties(List.of(quit), List.of("label")))
        .singleElement()
        .satisfies(
            properties -> {
              assertThat(properties.id).isEqualTo(quit);
              assertThat(properties.properties).containsOnlyKeys("label");
            });
    assertThat(desktop.menu(service).aboutToShow(0)).isFalse();

    UInt32 now = new UInt32(0);
    Variant<?> nothing = new Variant<>("");
    desktop.menu(service).event(0, "opened", nothing, now);
    desktop.menu(service).event(arm, "hovered", nothing, now);
    desktop.menu(service).event(arm, "clicked", nothing, now);
    List<Integer> unknown =
        desktop
            .menu(service)
            .eventGroup(
                List.of(
                    new MenuEvent(quit, "clicked", nothing, now),
                    new MenuEvent(4711, "clicked", nothing, now)));

    assertThat(unknown).containsExactly(4711);
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.TOGGLE);
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.QUIT);
    assertThat(chosen.poll(100, MILLISECONDS)).isNull();
    assertThatThrownBy(() -> desktop.menu(service).event(4711, "clicked", nothing, now))
        .isInstanceOf(DBusExecutionException.class);
  }

  @Test
  void changeIsAnnouncedAndServed() throws Exception {
    FakeDesktop desktop = desktop();
    DesktopTray tray = tray();
    tray.show(EXPOSED);
    String service = desktop.items().poll(10, SECONDS);
    UInt32 before = desktop.menu(service).getLayout(0, 0, List.of()).first;

    tray.show(EXPOSED);
    tray.show(PROTECTED);

    assertThat(take(desktop.signals(), 1)).containsExactly("NewIcon"); // what is seen comes first
    assertThat(take(desktop.signals(), 4))
        .containsExactlyInAnyOrder(
            "NewTitle", "NewToolTip", "ItemsPropertiesUpdated", "LayoutUpdated");
    assertThat(desktop.smallestPicture(service))
        .isEqualTo(Pixmaps.of(TrayIcon.PROTECTED).get(0).argb);
    assertThat(desktop.entries(service))
        .extracting(node -> value(node.properties, "label"))
        .contains("Disarm…");
    assertThat(desktop.menu(service).getLayout(0, 0, List.of()).first.longValue())
        .isGreaterThan(before.longValue());

    assertThat(pictures(desktop, service, "AttentionIconPixmap")).isZero();
    tray.show(
        new TrayModel(
            TrayIcon.PROTECTED, PROTECTED.title(), PROTECTED.tooltip(), true, PROTECTED.menu()));

    assertThat(take(desktop.signals(), 2)).containsExactly("NewAttentionIcon", "NewStatus");
    assertThat(desktop.property(service, "Status")).isEqualTo("NeedsAttention");
    assertThat(pictures(desktop, service, "AttentionIconPixmap"))
        .isEqualTo(pictures(desktop, service, "IconPixmap"))
        .isPositive();
    assertThat(desktop.signals().poll(100, MILLISECONDS)).isNull();
  }

  private static int pictures(FakeDesktop desktop, String service, String property)
      throws Exception {
    return ((List<?>) desktop.property(service, property)).size();
  }

  @Test
  void workIsShownOnlyIfItTakesLonger() throws Exception {
    FakeDesktop desktop = desktop();
    DesktopTray tray = tray();
    tray.show(EXPOSED);
    assertThat(desktop.items().poll(10, SECONDS)).isNotNull();

    tray.show(BUSY);
    tray.show(EXPOSED);
    assertThat(desktop.signals().poll(2 * QUICK.busyMillis(), MILLISECONDS)).isNull();

    tray.show(BUSY);
    assertThat(desktop.signals().poll(QUICK.busyMillis() / 2, MILLISECONDS)).isNull();
    assertThat(take(desktop.signals(), 5)).startsWith("NewIcon").contains("NewTitle");
    tray.show(PROTECTED);
    assertThat(take(desktop.signals(), 5)).startsWith("NewIcon").contains("NewTitle");
    assertThat(desktop.signals().poll(2 * QUICK.busyMillis(), MILLISECONDS)).isNull();
  }

  private static Object value(Map<String, Variant<?>> properties, String name) {
    Variant<?> variant = properties.get(name);
    return variant == null ? null : variant.getValue();
  }

  private static String signature(FakeDesktop desktop, String service, String property)
      throws Exception {
    return desktop.properties(service).get(property).getSig();
  }
}
