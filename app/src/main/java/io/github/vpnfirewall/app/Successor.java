package io.github.vpnfirewall.app;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same program once more, which begins when this one has ended. */
final class Successor {
  /** A process that has ended, and that nobody has asked about yet, has no program any more. */
  private static final String WAIT =
      "while [ -e \"/proc/$0/exe\" ]; do /bin/sleep 0.2; done; exec \"$@\"";

  private Successor() {}

  /**
   * Has it begin after this process.
   *
   * @param program what starts it
   * @return whether it will
   * @throws IOException if nothing can be started
   */
  static boolean start(Path program, List<String> options) throws IOException {
    if (!Files.isExecutable(program)) {
      return false;
    }
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", WAIT, Long.toString(ProcessHandle.current().pid())));
    command.add(program.toString());
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    // The starter has set another one for the kernel's messages, and told Java the language.
    builder.environment().put("LC_MESSAGES", language());
    return builder.start().isAlive();
  }

  private static String language() {
    Locale shown = Locale.getDefault(Locale.Category.DISPLAY);
    return shown.getCountry().isEmpty()
        ? shown.getLanguage()
        : shown.getLanguage() + "_" + shown.getCountry() + ".UTF-8";
  }
}
