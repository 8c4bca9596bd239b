package io.github.vpnfirewall.app.tray;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.Notice.Urgency;
import io.github.vpnfirewall.app.tray.dbus.Notifications;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BusNotifierTest {
  private static final Notice.Action SHOW = new Notice.Action(Command.SHOW_STATUS, "Show status");

  @TempDir private Path dir;
  private final BlockingQueue<Shown> shown = new LinkedBlockingQueue<>();
  private final BlockingQueue<Command> chosen = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<String>> buttons = new LinkedBlockingQueue<>();
  private TestBus daemon;
  private DBusConnection desktop;
  private DBusConnection bus;

  private record Shown(long number, long replaces, String title, String body, byte urgency) {}

  @BeforeEach
  void startBus() throws Exception {
    daemon = new TestBus(dir);
    desktop = Trays.connect(daemon.address(), () -> {});
    bus = Trays.connect(daemon.address(), () -> {});
  }

  @AfterEach
  void close() throws Exception {
    bus.disconnect();
    desktop.disconnect();
    daemon.close();
  }

  @Test
  void nextOneReplacesTheLast() throws Exception {
    desktopCan("body", "body-markup");
    BusNotifier notifier = new BusNotifier(Runnable::run, chosen::add);
    notifier.use(bus);

    notifier.notify(new Notice("Leaking", "IPv6 of <eth0> & Co", Urgency.CRITICAL, List.of()));
    notifier.notify(new Notice("Protected", "All closed.", Urgency.LOW, List.of()));

    assertThat(shown.poll(10, SECONDS))
        .isEqualTo(
            new Shown(1, 0, "Leaking", "IPv6 of &lt;eth0&gt; &amp; Co", Urgency.CRITICAL.level()));
    assertThat(shown.poll(10, SECONDS))
        .isEqualTo(new Shown(2, 1, "Protected", "All closed.", Urgency.LOW.level()));
  }

  @Test
  void textIsLeftAloneWhereThereIsNoMarkup() throws Exception {
    desktopCan("body");
    BusNotifier notifier = new BusNotifier(Runnable::run, chosen::add);
    notifier.use(bus);

    notifier.notify(new Notice("Leaking", "IPv6 of <eth0>", Urgency.NORMAL, List.of()));

    assertThat(shown.poll(10, SECONDS).body()).isEqualTo("IPv6 of <eth0>");
  }

  @Test
  void lastOneBeforeTheBusIsSaidWhenItComes() throws Exception {
    desktopCan("body");
    BusNotifier notifier = new BusNotifier(Runnable::run, chosen::add);

    notifier.notify(new Notice("Exposed", "old news", Urgency.NORMAL, List.of()));
    notifier.notify(new Notice("Leaking", "IPv6", Urgency.CRITICAL, List.of()));
    notifier.use(bus);
    notifier.use(bus);

    assertThat(shown.poll(10, SECONDS).title()).isEqualTo("Leaking");
    assertThat(shown).isEmpty();
  }

  @Test
  void desktopWithoutNotificationsIsNoError() {
    BusNotifier notifier = new BusNotifier(Runnable::run, chosen::add);
    notifier.use(bus);

    notifier.notify(new Notice("Leaking", "IPv6", Urgency.CRITICAL, List.of()));

    assertThat(bus.isConnected()).isTrue();
  }

  @Test
  void buttonIsHeardWhileItsNotificationIsTheLast() throws Exception {
    desktopCan("body", "actions");
    BusNotifier notifier = new BusNotifier(Runnable::run, chosen::add);
    notifier.use(bus);
    notifier.notify(leaking());
    assertThat(buttons.poll(10, SECONDS))
        .containsExactly("ARM", "Arm again", "default", "Show status");

    press(7, "ARM");
    press(1, "SOMETHING");
    press(1, "QUIT");
    press(1, "ARM");
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.ARM);
    press(1, "default");
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.SHOW_STATUS);
    notifier.notify(new Notice("Protected", "All closed.", Urgency.LOW, List.of(SHOW)));
    press(1, "ARM");
    press(2, "ARM");
    press(2, "default");
    assertThat(chosen.poll(10, SECONDS)).isEqualTo(Command.SHOW_STATUS);
    assertThat(chosen).isEmpty();
  }

  @Test
  void desktopWithoutButtonsIsSentNone() throws Exception {
    desktopCan("body");
    BusNotifier notifier = new BusNotifier(Runnable::run, chosen::add);
    notifier.use(bus);
    notifier.notify(leaking());
    assertThat(buttons.poll(10, SECONDS)).isEmpty();
  }

  private static Notice leaking() {
    return new Notice(
        "Leaking",
        "IPv6",
        Urgency.CRITICAL,
        List.of(new Notice.Action(Command.ARM, "Arm again"), SHOW));
  }

  private void press(long notification, String button) throws Exception {
    desktop.sendMessage(
        new Notifications.ActionInvoked(Notifications.PATH, new UInt32(notification), button));
  }

  private void desktopCan(String... capabilities) throws Exception {
    desktop.exportObject(Notifications.PATH, new Desktop(List.of(capabilities)));
    desktop.requestBusName(Notifications.NAME);
  }

  /** Counts as real desktops do: a number for each, never 0. */
  private final class Desktop implements Notifications {
    private final List<String> capabilities;
    private long last;

    Desktop(List<String> capabilities) {
      this.capabilities = capabilities;
    }

    @Override
    public List<String> capabilities() {
      return capabilities;
    }

    @Override
    public UInt32 post(
        String application,
        UInt32 replaces,
        String icon,
        String summary,
        String body,
        List<String> actions,
        Map<String, Variant<?>> hints,
        int timeout) {
      last++;
      buttons.add(actions);
      byte urgency = (Byte) hints.get("urgency").getValue();
      shown.add(new Shown(last, replaces.longValue(), summary, body, urgency));
      return new UInt32(last);
    }

    @Override
    public String getObjectPath() {
      return Notifications.PATH;
    }
  }
}
