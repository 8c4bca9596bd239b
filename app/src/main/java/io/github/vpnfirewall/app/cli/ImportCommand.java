package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.cli.ImportOutcome.OneFile;
import io.github.vpnfirewall.app.helper.HelperClient;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.importer.ConfigFile;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.importer.Merge.Merged;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code vpnfirewall import FILE...}: takes servers and interfaces over from a VPN's files. */
final class ImportCommand implements Command {
  private final Stored stored;
  private final Supplier<Resolver> resolvers;
  private final Supplier<HelperClient> helpers;

  /**
   * @param stored the settings that there are
   * @param resolvers makes what looks names up
   * @param helpers makes what asks the helper, once there is something to store
   */
  ImportCommand(Stored stored, Supplier<Resolver> resolvers, Supplier<HelperClient> helpers) {
    this.stored = stored;
    this.resolvers = resolvers;
    this.helpers = helpers;
  }

  @Override
  public String verb() {
    return "import";
  }

  @Override
  public Exit run(List<String> words, Terminal terminal) throws UsageException {
    ImportOptions options = ImportOptions.of(words);
    ImportOutcome outcome = run(options, terminal);
    if (options.json()) {
      terminal.out().println(new ImportJson(terminal.texts()).write(outcome));
    } else {
      new ImportText(terminal, options.dry()).print(outcome);
    }
    return outcome.exit();
  }

  private ImportOutcome run(ImportOptions options, Terminal terminal) {
    List<OneFile> files = options.files().stream().map(name -> read(name, terminal)).toList();
    if (files.stream().anyMatch(file -> file.wrong().isPresent())) {
      return failed(files, Optional.empty(), Optional.empty(), Exit.WRONG);
    }
    List<Imported> found = new ArrayList<>();
    for (OneFile file : files) {
      Imported all = file.found().orElseThrow();
      found.add(options.narrow().map(n -> all.narrowed(n.protocol(), n.port())).orElse(all));
    }
    Settings current;
    try {
      current = stored.read();
    } catch (IOException | InvalidSettingsException e) {
      String why = terminal.text("import.cli.damaged", Stored.FILE, e.getMessage());
      return failed(files, Optional.empty(), Optional.of(why), Exit.FAILED);
    }
    Resolution resolution = resolve(found, terminal);
    Merge.Mode mode = options.replace() ? Merge.Mode.REPLACE : Merge.Mode.ADD;
    Merged merged = Merge.into(current, resolution, found, mode);
    if (resolution.servers().isEmpty() && !resolution.complete()) {
      String why = terminal.text("import.cli.nothing");
      return failed(files, Optional.of(resolution), Optional.of(why), Exit.FAILED);
    }
    if (merged.tooMany()) {
      String why = terminal.text("import.cli.many");
      return failed(files, Optional.of(resolution), Optional.of(why), Exit.WRONG);
    }
    Optional<HelperResult> answer =
        options.dry() || merged.changes().isEmpty()
            ? Optional.empty()
            : Optional.of(store(merged.settings()));
    Exit exit = answer.isEmpty() || answer.get().ok() ? Exit.DONE : Exit.FAILED;
    return new ImportOutcome(
        files, Optional.of(resolution), Optional.of(merged), answer, Optional.empty(), exit);
  }

  private static ImportOutcome failed(
      List<OneFile> files, Optional<Resolution> resolution, Optional<String> why, Exit exit) {
    return new ImportOutcome(files, resolution, Optional.empty(), Optional.empty(), why, exit);
  }

  private static OneFile read(String name, Terminal terminal) {
    try {
      Imported found =
          name.equals("-") ? ConfigFile.read("", terminal.in()) : ConfigFile.read(Path.of(name));
      return new OneFile(name, Optional.of(found), Optional.empty());
    } catch (ImportException e) {
      return new OneFile(name, Optional.empty(), Optional.of(e));
    } catch (IOException | InvalidPathException e) {
      return new OneFile(name, Optional.empty(), Optional.of(ConfigFile.unreadable(e)));
    }
  }

  private Resolution resolve(List<Imported> files, Terminal terminal) {
    try (Resolver resolver = resolvers.get()) {
      Progress progress = new Progress(terminal);
      Resolution found = resolver.resolve(Merge.endpoints(files), progress).join();
      progress.end();
      return found;
    }
  }

  private HelperResult store(Settings settings) {
    try (HelperClient helper = helpers.get()) {
      return helper.call(Verb.CONFIGURE, Optional.of(settings)).join();
    }
  }
}
