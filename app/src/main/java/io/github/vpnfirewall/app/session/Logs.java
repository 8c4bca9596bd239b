package io.github.vpnfirewall.app.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Where the program says what happened: in the journal if that is what reads its standard error,
 * else in a file of its own. Neither gets to know an address or a host's name unless asked for.
 */
public final class Logs {
  private static final String PROGRAM = "io.github.vpnfirewall";

  /** Else the garbage collector would take the level that was set. */
  private static final Logger OURS = Logger.getLogger(PROGRAM);

  private Logs() {}

  /**
   * Begins to log.
   *
   * @param environment the environment's variables; null for those that there are none of
   * @param home the person's home
   * @param all whether also what is said only for whoever looks for a fault, addresses included
   */
  public static void begin(Function<String, String> environment, Path home, boolean all) {
    Line line = new Line(!all);
    begin(
        journal(environment)
            ? new JournalHandler(System.err, line)
            : new FileHandler(Folders.state(environment, home), line),
        all);
  }

  static void begin(Handler handler, boolean all) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    OURS.setLevel(all ? Level.FINE : Level.INFO);
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, problem) -> OURS.log(Level.SEVERE, "failed: " + thread.getName(), problem));
  }

  /** Whether systemd's journal reads standard error: it says so, and by what it is known. */
  private static boolean journal(Function<String, String> environment) {
    String stream = environment.apply("JOURNAL_STREAM");
    if (stream == null) {
      return false;
    }
    try {
      Map<String, Object> error = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
      return stream.equals(error.get("dev") + ":" + error.get("ino"));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
