package io.github.vpnfirewall.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process with JavaFX, started when a window is wanted and asked again while it runs, so that
 * windows do not pile up. It ends by itself with its last window, and outlives this one.
 *
 * <p>It is told on standard input which {@link View} to show, one a line, and answers each with a
 * line when the window is there. No answer means that it was just about to end: then another one is
 * started.
 */
final class WindowProcess implements Views {
  /** Says that views to show are named on standard input, and answered there with a line each. */
  static final String ATTACHED = "--attached";

  /** Those of the launcher {@code vpnfirewall-app}, which has the reasons, for the same program. */
  static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=5",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-Xmx128m",
          "-Dprism.order=sw");

  /** What the launcher tells malloc(3) for the tray alone. */
  private static final List<String> TRAYS_OWN =
      List.of(
          "MALLOC_MMAP_THRESHOLD_",
          "MALLOC_TOP_PAD_",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_ARENA_MAX");

  /** Without it newer Javas complain about JavaFX; the archive is for who is started with it. */
  static final String NATIVE_ACCESS = "--enable-native-access=javafx.graphics";

  /** Without it newer Javas complain about JavaFX. */
  static final String UNSAFE_ACCESS = "--sun-misc-unsafe-memory-access=allow";

  private static final Logger LOG = System.getLogger(WindowProcess.class.getName());
  private static final int TRIES = 2;

  private final List<String> command;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread made = new Thread(work, "window-process");
            made.setDaemon(true);
            return made;
          });
  private Process process;
  private OutputStream input;
  private BufferedReader answers;

  /**
   * @param command starts it
   */
  WindowProcess(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** Installed, it has our name: it is what the desktop calls a group of windows. */
  private static String java(Path folder) {
    Path ours = folder.resolve("vpnfirewall-app");
    return (Files.isExecutable(ours) ? ours : folder.resolve("java")).toString();
  }

  /**
   * The command that starts {@link WindowMain} with the very Java and the classes of this one.
   *
   * @param logAddresses whether its log shall hold back nothing
   */
  static List<String> sameJava(boolean logAddresses) {
    int version = Runtime.version().feature();
    List<String> command = new ArrayList<>();
    command.add(java(Path.of(System.getProperty("java.home"), "bin")));
    command.addAll(OPTIONS);
    command.addAll(
        List.of(
            "-Djdk.lang.Process.launchMechanism=" + (version < 22 ? "VFORK" : "FORK"), // see there
            "-Duser.language=" + Locale.getDefault(Locale.Category.DISPLAY).getLanguage(),
            "-Duser.country=" + Locale.getDefault(Locale.Category.DISPLAY).getCountry()));
    command.addAll(archive(Path.of(System.getProperty("java.home"), "lib", "server")));
    Module module = WindowProcess.class.getModule();
    String program = WindowProcess.class.getPackageName() + ".WindowMain";
    if (module.isNamed()) {
      String path = System.getProperty("jdk.module.path");
      if (path != null) {
        command.addAll(List.of("-p", path));
      }
      command.add(ProgramName.EXPORT);
      if (version >= 24) {
        command.addAll(List.of(NATIVE_ACCESS, UNSAFE_ACCESS));
      }
      command.addAll(List.of("-m", module.getName() + "/" + program));
    } else {
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
    }
    command.add(ATTACHED);
    if (logAddresses) {
      command.add(CommandLine.LOG_ADDRESSES);
    }
    return command;
  }

  /**
   * Half of what the start takes; and what Java says of one that is stale must not be an answer.
   */
  private static List<String> archive(Path folder) {
    Path file = folder.resolve("window.jsa");
    return Files.isReadable(file)
        ? List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:SharedArchiveFile=" + file)
        : List.of();
  }

  @Override
  public void show(View view) {
    thread.execute(() -> showNow(view));
  }

  private void showNow(View view) {
    for (int i = 0; i < TRIES; i++) {
      try {
        if (process == null || !process.isAlive()) {
          start();
        }
        input.write((view.key() + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        if (answers.readLine() != null) {
          return;
        }
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "the window process ended", e);
      }
      process = null;
    }
    LOG.log(Level.ERROR, "the window does not open: {0}", command);
  }

  private void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(Redirect.INHERIT);
    for (String name : TRAYS_OWN) {
      builder.environment().remove(name);
    }
    process = builder.start();
    input = process.getOutputStream();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
