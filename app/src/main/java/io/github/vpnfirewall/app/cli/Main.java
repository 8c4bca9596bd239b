package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.PkexecHelperClient;
import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.text.Texts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The command {@code vpnfirewall}. */
public final class Main {
  /** The launcher's word that standard error is a terminal. */
  private static final String LIVE = "vpnfirewall.live";

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
            Boolean.getBoolean(LIVE));
    ImportCommand imports =
        new ImportCommand(
            Stored.in(Stored.FILE), ParallelResolver::new, PkexecHelperClient::forTerminal);
    Exit exit = new Verbs(version(), List.of(imports)).run(List.of(args), terminal);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(exit.code());
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
