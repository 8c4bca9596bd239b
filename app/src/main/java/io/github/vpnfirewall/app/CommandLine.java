package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.text.Texts;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

/** What both programs understand on their command lines. */
final class CommandLine {
  /** Asks for a log that holds back nothing. */
  static final String LOG_ADDRESSES = "--log-addresses";

  private static final int WRONG = 2;

  private CommandLine() {}

  /**
   * Answers {@code --help} and {@code --version}, and refuses what is not known.
   *
   * @param usage what {@code --help} prints, as a key of the text bundle
   * @param known what else may stand there
   * @return the exit code if there is nothing more to do; empty if the program shall go on
   */
  static Optional<Integer> answer(
      String[] args,
      String usage,
      List<String> known,
      Texts texts,
      PrintStream out,
      PrintStream err) {
    List<String> words = List.of(args);
    if (words.contains("--help") || words.contains("-h")) {
      out.println(texts.text(usage));
      return Optional.of(0);
    }
    if (words.contains("--version")) {
      out.println(texts.text("cli.version", version()));
      return Optional.of(0);
    }
    Optional<String> strange = words.stream().filter(word -> !known.contains(word)).findFirst();
    strange.ifPresent(
        word -> {
          err.println(texts.text("cli.strange", word));
          err.println(texts.text(usage));
        });
    return strange.map(word -> WRONG);
  }

  /** This program's version; a dash if it runs from loose classes. */
  static String version() {
    ModuleDescriptor module = CommandLine.class.getModule().getDescriptor();
    return Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion).orElse("-");
  }
}
