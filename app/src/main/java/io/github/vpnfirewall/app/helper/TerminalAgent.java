package io.github.vpnfirewall.app.helper;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Has pkttyagent(1) ask for passwords in the terminal that this program was started in.
 *
 * <p>Not pkexec's own agent: up to polkit 124 that is registered as root and the answer comes from
 * the user, so that even the right password is refused.
 */
final class TerminalAgent implements Closeable {
  private static final Path TERMINAL = Path.of("/dev/tty");

  private final Path program;
  private Process agent;

  TerminalAgent(Path program) {
    this.program = program;
  }

  /**
   * Starts it, and waits until it can be asked.
   *
   * @return whether there is one now that there was not before
   */
  synchronized boolean start() {
    if (agent != null || !Files.isExecutable(program) || !terminal()) {
      return false;
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(),
                "--process",
                Long.toString(ProcessHandle.current().pid()),
                // It closes this one when it is ready; it talks to the terminal by itself.
                "--notify-fd",
                "1")
            .directory(new File("/"))
            .redirectInput(Redirect.from(TERMINAL.toFile()))
            .redirectError(Redirect.DISCARD);
    try {
      agent = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(agent::destroy));
      while (agent.getInputStream().read() >= 0) {
        // until it is closed
      }
      return agent.isAlive();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether there is a terminal that could be asked in. */
  private static boolean terminal() {
    try (FileInputStream found = new FileInputStream(TERMINAL.toFile())) {
      return found.getFD().valid();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (agent != null) {
      agent.destroy();
    }
  }
}
