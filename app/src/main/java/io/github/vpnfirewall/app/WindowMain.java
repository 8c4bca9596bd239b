package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.PkexecHelperClient;
import io.github.vpnfirewall.app.monitor.Monitor;
import io.github.vpnfirewall.app.monitor.Sources;
import io.github.vpnfirewall.app.session.Logs;
import io.github.vpnfirewall.app.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;

/** The process with JavaFX. It lives while a window is open, and gives its memory back then. */
public final class WindowMain {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private WindowMain() {}

  /**
   * Shows a window until the last one is closed.
   *
   * @param args {@code status} (the default), {@code leak-test}, {@code settings}, {@code import},
   *     {@code assistant} or {@code about}; or {@code --help}, {@code --version}, {@code
   *     --attached}
   */
  public static void main(String[] args) {
    Texts texts = Texts.ofDesktop();
    List<String> known =
        Stream.concat(
                Stream.of(WindowProcess.ATTACHED, CommandLine.LOG_ADDRESSES),
                Stream.of(View.values()).map(View::key))
            .toList();
    Optional<Integer> done =
        CommandLine.answer(args, "cli.window", known, texts, System.out, System.err);
    if (done.isPresent()) {
      System.exit(done.get());
    }
    Logs.begin(
        System::getenv,
        Path.of(System.getProperty("user.home")),
        List.of(args).contains(CommandLine.LOG_ADDRESSES));
    Monitor monitor = Monitor.start(Sources.installed(PkexecHelperClient.HELPER), PERIOD);
    HelperClient helper = new AnnouncedHelper(new PkexecHelperClient(), monitor::task);
    Platform.startup(
        () -> {
          ProgramName.set();
          endWith(Thread.currentThread());
          WindowApp app = new WindowApp(monitor, helper, texts);
          if (List.of(args).contains(WindowProcess.ATTACHED)) {
            listen(app);
          } else {
            app.show(
                Stream.of(args)
                    .flatMap(word -> View.parse(word).stream())
                    .findFirst()
                    .orElse(View.STATUS));
          }
        });
  }

  /** Ends the program with the toolkit, whatever thread of a library is left. */
  private static void endWith(Thread toolkit) {
    Thread thread =
        new Thread(
            () -> {
              try {
                toolkit.join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              System.exit(0);
            },
            "end");
    thread.setDaemon(true);
    thread.start();
  }

  private static void listen(WindowApp app) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  View.parse(line).ifPresent(view -> Platform.runLater(() -> answer(app, view)));
                }
              } catch (IOException e) {
                return; // the tray has ended; the windows stay
              }
            },
            "views");
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer(WindowApp app, View view) {
    app.show(view);
    System.out.println(view.key());
  }
}
