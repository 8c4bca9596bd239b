package io.github.vpnfirewall.app.cli;

import java.util.List;

/**
 * {@code vpnfirewall settings} and {@code tray}: the launcher starts both where there is a desktop,
 * so whatever comes here has none.
 */
final class SessionCommand implements Command {
  /** The launcher's word that this is root for somebody else, whose desktop it is. */
  static final String BORROWED = "vpnfirewall.borrowed";

  private final String verb;

  SessionCommand(String verb) {
    this.verb = verb;
  }

  @Override
  public String verb() {
    return verb;
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    Words.options(words);
    terminal
        .err()
        .println(
            terminal.text(
                Boolean.getBoolean(BORROWED)
                    ? "command.borrowed"
                    : verb.equals("settings") ? "command.nodisplay.settings" : "command.nodisplay",
                verb,
                Stored.FILE));
    return Exit.FAILED;
  }
}
