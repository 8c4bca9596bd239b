package io.github.vpnfirewall.app.cli;

import java.util.List;

/** Finds the verb that is meant. */
final class Verbs {
  private static final String USAGE = "import.cli.usage";

  private final List<Command> commands;
  private final String version;

  Verbs(String version, List<Command> commands) {
    this.version = version;
    this.commands = List.copyOf(commands);
  }

  Exit run(List<String> words, Terminal terminal) {
    if (words.isEmpty()) {
      terminal.err().println(terminal.text(USAGE));
      return Exit.WRONG;
    }
    String first = words.get(0);
    if (first.equals("--help") || first.equals("-h")) {
      terminal.out().println(terminal.text(USAGE));
      return Exit.DONE;
    }
    if (first.equals("--version")) {
      terminal.out().println(terminal.text("cli.version", version));
      return Exit.DONE;
    }
    for (Command command : commands) {
      if (command.verb().equals(first)) {
        return command.run(words.subList(1, words.size()), terminal);
      }
    }
    return terminal.refuse("cli.strange", first, USAGE);
  }
}
