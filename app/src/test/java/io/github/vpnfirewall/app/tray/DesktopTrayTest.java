package io.github.vpnfirewall.app.tray;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vpnfirewall.app.tray.MenuEntry.Choice;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Label;
import io.github.vpnfirewall.app.tray.MenuEntry.Separator;
import io.github.vpnfirewall.app.tray.dbus.MenuEvent;
import io.github.vpnfirewall.app.tray.dbus.MenuNode;
import io.github.vpnfirewall.app.tray.dbus.Pixmap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The icon on a real bus, with a desktop of our own on it. */
@Timeout(30)
class DesktopTrayTest {
  private static final TrayTimes QUICK = new TrayTimes(50, 150, 100, 400);
  private static final TrayModel EXPOSED =
      model(TrayIcon.EXPOSED, "Exposed", new Choice(Command.TOGGLE, "Arm", true));
  private static final TrayModel PROTECTED =
      model(TrayIcon.PROTECTED, "Protected", new Choice(Command.TOGGLE, "Disarm…", true));

  @TempDir private Path dir;
  private final BlockingQueue<Command> chosen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> fallback = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private String address;
  private EmbeddedDBusDaemon daemon;

  @BeforeEach
  void startBus() {
    address = "unix:path=" + dir.resolve("bus");
    daemon = new EmbeddedDBusDaemon(address + ",listen=true");
    daemon.startInBackgroundAndWait(10_000);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    daemon.close();
  }

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

    assertThat(take(desktop.signals(), 5))
        .containsExactlyInAnyOrder(
            "NewIcon", "NewTitle", "NewToolTip", "ItemsPropertiesUpdated", "LayoutUpdated");
    assertThat(desktop.smallestPicture(service))
        .isEqualTo(Pixmaps.of(TrayIcon.PROTECTED).get(0).argb);
    assertThat(desktop.entries(service))
        .extracting(node -> value(node.properties, "label"))
        .contains("Disarm…");
    assertThat(desktop.menu(service).getLayout(0, 0, List.of()).first.longValue())
        .isGreaterThan(before.longValue());

    tray.show(
        new TrayModel(
            TrayIcon.PROTECTED, PROTECTED.title(), PROTECTED.tooltip(), true, PROTECTED.menu()));

    assertThat(desktop.signals().poll(10, SECONDS)).isEqualTo("NewStatus");
    assertThat(desktop.property(service, "Status")).isEqualTo("NeedsAttention");
    assertThat(desktop.signals().poll(100, MILLISECONDS)).isNull();
  }

  @Test
  void watcherMayComeLateAndRestart() throws Exception {
    DesktopTray tray = tray();
    tray.show(EXPOSED);
    assertThat(told.poll(10, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();

    FakeDesktop first = desktop();
    String service = first.items().poll(10, SECONDS);
    assertThat(told.poll(10, SECONDS)).isTrue();
    assertThat(tray.visible()).isTrue();

    first.close();
    assertThat(told.poll(10, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();

    FakeDesktop second = desktop();
    assertThat(second.items().poll(10, SECONDS)).isEqualTo(service);
    assertThat(told.poll(10, SECONDS)).isTrue();
  }

  @Test
  void quickRestartIsNotTold() throws Exception {
    DesktopTray tray = tray();
    FakeDesktop first = desktop();
    tray.show(EXPOSED);
    assertThat(told.poll(10, SECONDS)).isTrue();

    first.close();
    FakeDesktop second = desktop();

    assertThat(second.items().poll(10, SECONDS)).isNotNull();
    assertThat(told.poll(600, MILLISECONDS)).isNull();
    assertThat(tray.visible()).isTrue();
  }

  @Test
  void iconIsVisibleOnlyWhileSomebodyShowsIcons() throws Exception {
    FakeDesktop desktop = new FakeDesktop(address, false);
    open.add(desktop);
    DesktopTray tray = tray();
    tray.show(EXPOSED);
    assertThat(desktop.items().poll(10, SECONDS)).isNotNull();
    assertThat(told.poll(10, SECONDS)).isFalse();

    desktop.setHost(true);
    assertThat(told.poll(10, SECONDS)).isTrue();

    desktop.setHost(false);
    assertThat(told.poll(10, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();
    assertThat(fallback).isEmpty();
  }

  @Test
  void busThatDiesIsSoughtAgain() throws Exception {
    FakeDesktop before = desktop();
    DesktopTray tray = tray();
    tray.show(EXPOSED);
    assertThat(told.poll(10, SECONDS)).isTrue();
    before.items().clear();

    daemon.close();
    assertThat(told.poll(10, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();

    startBus();
    FakeDesktop after = desktop();
    assertThat(told.poll(10, SECONDS)).isTrue();
    String service = after.items().poll(10, SECONDS);
    after.icon(service).activate(0, 0);
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.TOGGLE);
  }

  @Test
  void fallbackTrayServesUntilAWatcherComes() throws Exception {
    DesktopTray tray = tray(this::openFallback);
    tray.show(EXPOSED);

    assertThat(fallback.poll(10, SECONDS)).isEqualTo("opened EXPOSED");
    assertThat(told.poll(10, SECONDS)).isTrue();
    tray.show(PROTECTED);
    assertThat(fallback.poll(10, SECONDS)).isEqualTo("shows PROTECTED");

    FakeDesktop desktop = desktop();
    assertThat(desktop.items().poll(10, SECONDS)).isNotNull();
    assertThat(fallback.poll(10, SECONDS)).isEqualTo("closed");
    assertThat(tray.visible()).isTrue();

    desktop.close();
    assertThat(fallback.poll(10, SECONDS)).isEqualTo("opened PROTECTED");
  }

  @Test
  void fallbackIsLookedForAgainAndAgain() throws Exception {
    DesktopTray tray = tray(this::noFallback);
    tray.show(EXPOSED);

    assertThat(take(fallback, 3)).containsExactly("none", "none", "none");
    assertThat(told.poll(10, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();
  }

  @Test
  void noBusIsNoErrorAndBlocksNobody() throws Exception {
    long before = System.nanoTime();
    DesktopTray tray =
        new DesktopTray(
            listener(),
            lost -> {
              Thread.sleep(5_000);
              throw new StringIndexOutOfBoundsException("as dbus-java, asked for no address");
            },
            this::noFallback,
            QUICK);
    open.add(tray);
    tray.show(EXPOSED);
    tray.notify("nobody", "hears this", Notifier.Urgency.LOW);
    assertThat(System.nanoTime() - before).isLessThan(MILLISECONDS.toNanos(250));

    assertThat(told.poll(3, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();
    assertThat(fallback.poll(1, SECONDS)).isEqualTo("none");
  }

  @Test
  void unreachableBusIsNoErrorEither() throws Exception {
    String nowhere = "unix:path=" + dir.resolve("nothing-here");
    DesktopTray tray =
        new DesktopTray(listener(), lost -> Trays.connect(nowhere, lost), this::noFallback, QUICK);
    open.add(tray);
    tray.show(EXPOSED);

    assertThat(told.poll(20, SECONDS)).isFalse();
    assertThat(tray.visible()).isFalse();
  }

  @Test
  void closedIconIsGone() throws Exception {
    FakeDesktop desktop = desktop();
    DesktopTray tray = tray();
    tray.show(EXPOSED);
    String service = desktop.items().poll(10, SECONDS);

    tray.close();

    while (true) {
      try {
        desktop.registerStatusNotifierItem(service);
        Thread.sleep(20);
      } catch (DBusExecutionException gone) {
        break;
      }
    }
    tray.show(PROTECTED);
  }

  private DesktopTray tray() {
    return tray(this::noFallback);
  }

  private DesktopTray tray(FallbackTray.Opener opener) {
    DesktopTray tray =
        new DesktopTray(listener(), lost -> Trays.connect(address, lost), opener, QUICK);
    open.add(tray);
    return tray;
  }

  private FakeDesktop desktop() throws Exception {
    FakeDesktop desktop = new FakeDesktop(address, true);
    open.add(desktop);
    return desktop;
  }

  private Tray.Listener listener() {
    return new Tray.Listener() {
      @Override
      public void chosen(Command command) {
        chosen.add(command);
      }

      @Override
      public void visibilityChanged(boolean visible) {
        told.add(visible);
      }
    };
  }

  private Optional<FallbackTray> noFallback(
      TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
    fallback.add("none");
    return Optional.empty();
  }

  private Optional<FallbackTray> openFallback(
      TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
    fallback.add("opened " + model.icon());
    visible.accept(true);
    return Optional.of(
        new FallbackTray() {
          @Override
          public void show(TrayModel next) {
            fallback.add("shows " + next.icon());
          }

          @Override
          public void close() {
            fallback.add("closed");
          }
        });
  }

  private static TrayModel model(TrayIcon icon, String title, Choice toggle) {
    return new TrayModel(
        icon,
        title,
        "What that means.",
        false,
        List.of(new Label(title), toggle, new Separator(), new Choice(Command.QUIT, "Quit", true)));
  }

  private static Object value(Map<String, Variant<?>> properties, String name) {
    Variant<?> variant = properties.get(name);
    return variant == null ? null : variant.getValue();
  }

  private static String signature(FakeDesktop desktop, String service, String property)
      throws Exception {
    return desktop.properties(service).get(property).getSig();
  }

  private static List<String> take(BlockingQueue<String> queue, int count) throws Exception {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String next = queue.poll(10, SECONDS);
      if (next == null) {
        throw new IOException("only came: " + result);
      }
      result.add(next);
    }
    return result;
  }
}
