package io.github.vpnfirewall.app.cli;

import java.util.List;
import java.util.Optional;

/** Finds the verb that is meant. */
final class Verbs {
  private final List<Command> commands;
  private final String version;

  /**
   * @param commands all of them; the one whose verb is empty is for a command line without words
   */
  Verbs(String version, List<Command> commands) {
    this.version = version;
    this.commands = List.copyOf(commands);
  }

  Exit run(List<String> words, Terminal terminal) {
    String first = words.isEmpty() ? "" : words.get(0);
    switch (first) {
      case "--help", "-h", "help" -> {
        return help(words.subList(1, words.size()), terminal);
      }
      case "--version" -> {
        terminal.out().println(terminal.text("cli.version", version));
        return Exit.DONE;
      }
      default -> {
        Optional<Command> command = words.isEmpty() ? named("") : named(first);
        return command.isEmpty() || (first.isEmpty() && !words.isEmpty())
            ? terminal.refuse("cli.strange", first, terminal.text("command.usage"))
            : run(command.get(), words, terminal);
      }
    }
  }

  private Exit run(Command command, List<String> words, Terminal terminal) {
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    if (rest.contains("--help") || rest.contains("-h")) {
      return help(List.of(command.verb()), terminal);
    }
    try {
      return command.run(rest, terminal);
    } catch (UsageException e) {
      return terminal.refuse(e.key(), e.getMessage(), usage(command, terminal));
    }
  }

  private Exit help(List<String> words, Terminal terminal) {
    Optional<Command> command = words.stream().findFirst().flatMap(this::named);
    if (!words.isEmpty() && command.isEmpty()) {
      return terminal.refuse("cli.strange", words.get(0), terminal.text("command.usage"));
    }
    terminal
        .out()
        .println(command.map(c -> usage(c, terminal)).orElse(terminal.text("command.usage")));
    return Exit.DONE;
  }

  private static String usage(Command command, Terminal terminal) {
    return terminal.text(
        command.verb().isEmpty() ? "command.usage" : "command.usage." + command.verb());
  }

  private Optional<Command> named(String verb) {
    return commands.stream().filter(command -> command.verb().equals(verb)).findFirst();
  }
}
