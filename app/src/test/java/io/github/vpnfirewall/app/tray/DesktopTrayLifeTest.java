package io.github.vpnfirewall.app.tray;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import java.util.List;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.junit.jupiter.api.Test;

/** Watchers, panels and buses that come late, go, and come back. */
class DesktopTrayLifeTest extends TrayOnABus {
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
    DesktopTray tray =
        tray(this::noFallback, new TrayTimes(50, 150, 100, 60_000, 60_000, 100, 20, 400));
    FakeDesktop first = desktop();
    tray.show(EXPOSED);
    assertThat(told.poll(10, SECONDS)).isTrue();

    first.close();
    FakeDesktop second = desktop();

    // The bus of these tests answers for nobody who has gone: then the call's own 20 s pass first.
    assertThat(second.items().poll(45, SECONDS)).isNotNull();
    assertThat(told.poll(600, MILLISECONDS)).isNull();
    assertThat(tray.visible()).isTrue();
  }

  @Test
  void panelThatStartsLateIsWaitedFor() throws Exception {
    DesktopTray tray =
        tray(this::noFallback, new TrayTimes(50, 150, 100, 20_000, 200, 100, 20, 400));
    tray.show(EXPOSED);
    assertThat(told.poll(1_000, MILLISECONDS)).isNull();
    FakeDesktop late = desktop();
    assertThat(told.poll(10, SECONDS)).isTrue();
    late.close();
    assertThat(told.poll(10, SECONDS)).as("the patience of later times").isFalse();
  }

  @Test
  void iconWaitsForWhoeverShowsIcons() throws Exception {
    FakeDesktop desktop = new FakeDesktop(address, false);
    open.add(desktop);
    DesktopTray tray =
        tray(this::noFallback, new TrayTimes(50, 150, 100, 400, 400, 60_000, 20, 400));
    tray.show(EXPOSED);
    assertThat(told.poll(10, SECONDS)).isFalse();
    assertThat(desktop.items()).as("a panel that does not listen yet would lose it").isEmpty();

    desktop.setHost(true);
    assertThat(desktop.items().poll(10, SECONDS)).isNotNull();
    assertThat(told.poll(10, SECONDS)).isTrue();

    desktop.setHost(false);
    assertThat(told.poll(10, SECONDS)).isFalse();
    desktop.setHost(true);
    assertThat(told.poll(10, SECONDS)).isTrue();
    assertThat(desktop.items()).as("once is enough").isEmpty();
    assertThat(fallback).isEmpty();
  }

  @Test
  void iconThatWaitedOnABusThatDiedIsOfNoConcern() throws Exception {
    open.add(new FakeDesktop(address, false));
    DesktopTray tray = tray(this::noFallback, new TrayTimes(50, 150, 100, 20, 20, 1_500, 20, 400));
    tray.show(EXPOSED);
    assertThat(told.poll(10, SECONDS)).isFalse();

    daemon.close();
    startBus();
    FakeDesktop after = desktop();
    assertThat(told.poll(10, SECONDS)).isTrue();
    assertThat(told.poll(3, SECONDS)).isNull();
    assertThat(after.items()).hasSize(1);
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
    tray.notify(new Notice("nobody", "hears this", Notice.Urgency.LOW, List.of()));
    assertThat(System.nanoTime() - before).isLessThan(SECONDS.toNanos(2));

    assertThat(told.poll(4, SECONDS)).isFalse();
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
}
