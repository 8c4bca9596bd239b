package io.github.vpnfirewall.app.tray;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.github.vpnfirewall.app.tray.MenuEntry.Choice;
import io.github.vpnfirewall.app.tray.MenuEntry.Command;
import io.github.vpnfirewall.app.tray.MenuEntry.Label;
import io.github.vpnfirewall.app.tray.MenuEntry.Separator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A bus of its own for each test, and what puts trays and desktops on it. */
@Timeout(30)
abstract class TrayOnABus {
  static final TrayTimes QUICK = new TrayTimes(50, 150, 100, 400, 400, 100, 20, 400);
  static final TrayModel EXPOSED =
      model(TrayIcon.EXPOSED, "Exposed", new Choice(Command.TOGGLE, "Arm", true));
  static final TrayModel BUSY =
      model(TrayIcon.BUSY, "Arming…", new Choice(Command.TOGGLE, "Arm", false));
  static final TrayModel PROTECTED =
      model(TrayIcon.PROTECTED, "Protected", new Choice(Command.TOGGLE, "Disarm…", true));

  @TempDir Path dir;
  final BlockingQueue<Command> chosen = new LinkedBlockingQueue<>();
  final BlockingQueue<Boolean> told = new LinkedBlockingQueue<>();
  final BlockingQueue<String> fallback = new LinkedBlockingQueue<>();
  final List<AutoCloseable> open = new ArrayList<>();
  String address;
  TestBus daemon;

  @BeforeEach
  void startBus() throws Exception {
    daemon = new TestBus(dir);
    address = daemon.address();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  DesktopTray tray() {
    return tray(this::noFallback);
  }

  DesktopTray tray(FallbackTray.Opener opener) {
    return tray(opener, QUICK);
  }

  DesktopTray tray(FallbackTray.Opener opener, TrayTimes times) {
    DesktopTray tray =
        new DesktopTray(listener(), lost -> Trays.connect(address, lost), opener, times);
    open.add(tray);
    return tray;
  }

  FakeDesktop desktop() throws Exception {
    FakeDesktop desktop = new FakeDesktop(address, true);
    open.add(desktop);
    return desktop;
  }

  Tray.Listener listener() {
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

  Optional<FallbackTray> noFallback(TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
    fallback.add("none");
    return Optional.empty();
  }

  Optional<FallbackTray> openFallback(TrayModel model, Clicks clicks, Consumer<Boolean> visible) {
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

  static List<String> take(BlockingQueue<String> queue, int count) throws Exception {
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
