package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.PkexecHelperClient;
import io.github.vpnfirewall.app.monitor.Monitor;
import io.github.vpnfirewall.app.monitor.Sources;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.DesktopTray;
import io.github.vpnfirewall.app.tray.Trays;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The small process that stays in the tray. It never loads JavaFX. */
public final class TrayMain {
  private static final Duration PERIOD = Duration.ofSeconds(3);

  private TrayMain() {}

  /**
   * Shows the tray icon until the person quits.
   *
   * @param args {@code --help} or {@code --version}, or nothing
   */
  public static void main(String[] args) throws InterruptedException {
    Texts texts = Texts.ofDesktop();
    Optional<Integer> done =
        CommandLine.answer(args, "cli.tray", List.of(), texts, System.out, System.err);
    if (done.isPresent()) {
      System.exit(done.get());
    }
    CountDownLatch quit = new CountDownLatch(1);
    try (Monitor monitor = Monitor.start(Sources.installed(PkexecHelperClient.HELPER), PERIOD);
        HelperClient helper = new AnnouncedHelper(new PkexecHelperClient(), monitor::task)) {
      TrayApp app =
          new TrayApp(
              helper,
              new WindowProcess(WindowProcess.sameJava()),
              quit::countDown,
              texts,
              Clock.systemUTC());
      try (DesktopTray tray = Trays.open(app)) {
        app.show(tray, tray);
        monitor.listen(app::picture);
        quit.await();
      }
    }
    System.exit(0); // whatever thread of a library is left
  }
}
