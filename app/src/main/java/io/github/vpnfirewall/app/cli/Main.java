package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.PkexecHelperClient;
import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The command {@code vpnfirewall}. */
public final class Main {
  /** The launcher's word that standard error is a terminal. */
  private static final String LIVE = "vpnfirewall.live";

  /** The launcher's word that standard output is a terminal, and that colours are welcome. */
  private static final String COLOUR = "vpnfirewall.colour";

  private Main() {}

  /**
   * Does what the words ask for, and exits as {@link Exit} says.
   *
   * @param args a verb and what belongs to it, or {@code --help} or {@code --version}
   */
  public static void main(String[] args) {
    Terminal terminal =
        new Terminal(
            System.in,
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            Texts.ofDesktop(),
            Boolean.getBoolean(LIVE),
            Boolean.getBoolean(COLOUR));
    Exit exit = new Verbs(version(), commands()).run(List.of(args), terminal);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(exit.code());
  }

  private static List<Command> commands() {
    Supplier<HelperClient> helpers = PkexecHelperClient::forTerminal;
    Surroundings around = Surroundings.installed();
    return List.of(
        new ArmCommand(helpers, around),
        new AskCommand(Verb.DISARM, helpers, around),
        new AskCommand(Verb.STATUS, helpers, around),
        new VerifyCommand(helpers, around),
        new WatchCommand(helpers, around),
        new ConfigureCommand(helpers, around),
        new RenderCommand(helpers, around),
        new ImportCommand(around.stored(), ParallelResolver::new, helpers),
        new LogCommand(new KernelMessages(Path.of("/")), helpers, around),
        new SessionCommand("settings"),
        new SessionCommand("tray"),
        new OldScriptCommand(
            PkexecHelperClient.isRoot(),
            Stored.FILE,
            new OldSettings(OldScriptCommand.FOLDERS),
            ParallelResolver::new,
            helpers));
  }

  /** UTF-8 whatever the locale: JSON must be, and what people read has letters of all kinds. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static String version() {
    ModuleDescriptor module = Main.class.getModule().getDescriptor();
    return Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion).orElse("-");
  }
}
