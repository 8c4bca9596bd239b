package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.PkexecHelperClient;
import io.github.vpnfirewall.app.monitor.Monitor;
import io.github.vpnfirewall.app.monitor.Sources;
import io.github.vpnfirewall.app.session.Autostart;
import io.github.vpnfirewall.app.session.Folders;
import io.github.vpnfirewall.app.session.Logs;
import io.github.vpnfirewall.app.session.OneInstance;
import io.github.vpnfirewall.app.session.OneInstance.Role;
import io.github.vpnfirewall.app.session.Screen;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.app.tray.DesktopTray;
import io.github.vpnfirewall.app.tray.Trays;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The small process that stays in the tray. It never loads JavaFX. */
public final class TrayMain {
  static final String BACKGROUND = "--background";

  /** What a person or the desktop starts. */
  private static final Path PROGRAM = Path.of("/usr/bin/vpnfirewall-app");

  private static final Duration PERIOD = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int FAILED = 1;

  private TrayMain() {}

  /**
   * Shows the tray icon until the person quits or the session ends.
   *
   * @param args {@code --background}, {@code --log-addresses}, {@code --help} or {@code --version},
   *     or nothing
   */
  public static void main(String[] args) throws InterruptedException {
    Texts texts = Texts.ofDesktop();
    Optional<Integer> done =
        CommandLine.answer(
            args,
            "cli.tray",
            List.of(BACKGROUND, CommandLine.LOG_ADDRESSES),
            texts,
            System.out,
            System.err);
    if (done.isPresent()) {
      System.exit(done.get());
    }
    List<String> words = List.of(args);
    Path home = Path.of(System.getProperty("user.home"));
    Logs.begin(System::getenv, home, words.contains(CommandLine.LOG_ADDRESSES));
    Views windows =
        new WindowProcess(WindowProcess.sameJava(words.contains(CommandLine.LOG_ADDRESSES)));
    boolean background = words.contains(BACKGROUND);
    try (OneInstance instance =
        new OneInstance(
            Folders.runtime(System::getenv, home), Trays.session(System::getenv), ANSWER)) {
      Role role =
          instance.enter(
              background ? BACKGROUND : View.STATUS.key(),
              word -> View.parse(word).ifPresent(windows::show));
      if (role == Role.FIRST) {
        stay(texts, windows, words, Autostart.in(System::getenv, home));
      } else if (role == Role.UNHEARD) {
        System.err.println(texts.text("cli.unheard"));
        System.exit(FAILED);
      }
    }
    System.exit(0); // whatever thread of a library is left
  }

  private static void stay(Texts texts, Views windows, List<String> words, Autostart autostart)
      throws InterruptedException {
    boolean background = words.contains(BACKGROUND);
    Screen screen = Screen.of(System::getenv);
    Logger log = System.getLogger(TrayMain.class.getName());
    log.log(Level.INFO, "begins, version {0}", CommandLine.version());
    Ending ending = new Ending();
    ending.onSignals();
    try (Monitor monitor = Monitor.start(Sources.installed(PkexecHelperClient.HELPER), PERIOD);
        HelperClient helper = new AnnouncedHelper(new PkexecHelperClient(), monitor::task)) {
      TrayApp app =
          new TrayApp(
              helper,
              windows,
              ending::want,
              autostart,
              texts,
              Clock.system(ZoneId.systemDefault()));
      try (DesktopTray tray = Trays.open(app, background)) {
        app.show(tray, tray);
        monitor.listen(app::picture);
        monitor.listen(
            picture -> {
              // A screen's socket alone could have been tidied away.
              if (screen.gone() && !tray.visible()) {
                log.log(Level.INFO, "the session is over");
                ending.want();
              }
            });
        Replacement files =
            new Replacement(Path.of(System.getProperty("java.home"), "lib", "modules"));
        monitor.listen(
            picture -> {
              if (!picture.busy() && files.due(Instant.now()) && beginsAnew(words, log)) {
                ending.want();
              }
            });
        if (!background) {
          windows.show(View.STATUS);
          monitor.listen(new FirstStart(windows)::picture);
        }
        ending.await();
      }
    }
    log.log(Level.INFO, "ends");
    ending.done();
  }

  /** What an upgrade replaced is used from now on; the firewall stays as it is meanwhile. */
  private static boolean beginsAnew(List<String> words, Logger log) {
    List<String> options =
        Stream.concat(
                Stream.of(BACKGROUND), words.stream().filter(CommandLine.LOG_ADDRESSES::equals))
            .toList();
    try {
      boolean begins = Successor.start(PROGRAM, options);
      log.log(Level.INFO, "its files were replaced; begins anew: {0}", begins);
      return begins;
    } catch (IOException e) {
      log.log(Level.WARNING, "its files were replaced, and it cannot begin anew", e);
      return false;
    }
  }
}
