package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code vpnfirewall} alone: loads the firewall with the words of the shell script that bore this
 * name, which other scripts may look for (design §8). They are never translated.
 */
final class OldScriptCommand implements Command {
  /** Where the script's settings are, in the order in which it read them. */
  static final List<Path> FOLDERS =
      List.of(Path.of("/etc/vpn_firewall.d"), Path.of("/etc/vpn-firewall.d"));

  private static final List<String> BEGINNING =
      List.of(
          "OK: Loading VPN firewall...",
          "OK: The firewall should not show any messages,",
          "OK: besides output beginning with prefix OK:...");
  private static final String END = "OK: VPN firewall loaded.";
  private static final String NOT_ROOT = "FATAL ERROR: This script must be run as root (sudo)!";
  private static final String FATAL = "FATAL ERROR: ";

  private final boolean root;
  private final Path settings;
  private final OldSettings old;
  private final Supplier<Resolver> resolvers;
  private final Supplier<HelperClient> helpers;

  /**
   * @param settings where the settings are stored; while they are there, the old ones do not count
   * @param old the script's
   */
  OldScriptCommand(
      boolean root,
      Path settings,
      OldSettings old,
      Supplier<Resolver> resolvers,
      Supplier<HelperClient> helpers) {
    this.root = root;
    this.settings = settings;
    this.old = old;
    this.resolvers = resolvers;
    this.helpers = helpers;
  }

  @Override
  public String verb() {
    return "";
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) {
    if (!root) {
      terminal.err().println(NOT_ROOT);
      return Exit.FAILED;
    }
    BEGINNING.forEach(terminal.out()::println);
    try (HelperClient helper = helpers.get()) {
      Optional<Settings> imported = Files.exists(settings) ? Optional.empty() : imported(terminal);
      Optional<HelperResult> stored =
          imported.map(all -> helper.call(Verb.CONFIGURE, Optional.of(all)).join());
      HelperResult result =
          stored.filter(answer -> !answer.ok()).orElseGet(() -> helper.call(Verb.ARM).join());
      if (!result.ok()) {
        terminal.err().println(FATAL + terminal.text(result.reason(), result.details()));
        return Exit.FAILED;
      }
    } catch (IOException e) {
      terminal.err().println(FATAL + e.getMessage());
      return Exit.FAILED;
    }
    terminal.out().println(END);
    return Exit.DONE;
  }

  private Optional<Settings> imported(Terminal terminal) throws IOException {
    Optional<Imported> found = old.read(terminal);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Resolution names;
    try (Resolver resolver = resolvers.get()) {
      names = resolver.resolve(Merge.endpoints(List.of(found.get())), progress -> {}).join();
    }
    if (!names.complete()) { // the script would not have loaded with half of its servers
      throw new IOException(
          names.notFound().isEmpty()
              ? terminal.text("import.unanswered", String.join(", ", names.unanswered()))
              : terminal.text("import.notfound", String.join(", ", names.notFound())));
    }
    found
        .get()
        .remarks()
        .forEach(
            remark ->
                terminal
                    .err()
                    .println("WARNING: " + terminal.text(remark.key(), remark.details())));
    return Optional.of(Merge.into(Settings.empty(), names, found.get()).settings());
  }
}
