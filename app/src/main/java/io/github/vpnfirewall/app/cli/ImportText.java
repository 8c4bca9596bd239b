package io.github.vpnfirewall.app.cli;

import io.github.vpnfirewall.app.cli.ImportOutcome.OneFile;
import io.github.vpnfirewall.app.importer.Change;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Merge.Merged;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.io.PrintStream;
import java.util.List;

/** Says what came of an import, for people. */
final class ImportText {
  private static final int SHOWN = 20;

  private final Terminal terminal;
  private final boolean dry;
  private final PrintStream told;

  /**
   * @param dry whether standard output is for the settings alone
   */
  ImportText(Terminal terminal, boolean dry) {
    this.terminal = terminal;
    this.dry = dry;
    told = dry ? terminal.err() : terminal.out();
  }

  void print(ImportOutcome outcome) {
    outcome.files().forEach(this::file);
    outcome.resolution().ifPresent(this::names);
    outcome.merged().ifPresent(this::changes);
    outcome
        .merged()
        .filter(merged -> dry)
        .ifPresent(merged -> terminal.out().print(SettingsJson.write(merged.settings())));
    outcome.warnings().forEach(warning -> mark("import.cli.careful", warning.message()));
    outcome.failure().ifPresent(terminal.err()::println);
    outcome
        .answer()
        .ifPresent(
            result ->
                (result.ok() ? told : terminal.err())
                    .println(terminal.text(result.reason(), result.details())));
  }

  private void file(OneFile file) {
    file.wrong().ifPresent(wrong -> terminal.err().println(complaint(file.name(), wrong)));
    file.found().ifPresent(found -> found(file.name(), found));
  }

  private void found(String name, Imported found) {
    told.println(terminal.text("import.cli.file", name, terminal.text(found.kind().key())));
    found
        .remarks()
        .forEach(
            remark ->
                mark(
                    remark.careful() ? "import.cli.careful" : "import.cli.note",
                    terminal.text(remark.key(), remark.details())));
  }

  private String complaint(String name, ImportException wrong) {
    String what = terminal.text(wrong.key(), wrong.details());
    return wrong.line().isPresent()
        ? terminal.text("import.at", name, Integer.toString(wrong.line().getAsInt()), what)
        : terminal.text("import.whole", name, what);
  }

  private void names(Resolution found) {
    names("import.rotating", found.rotating());
    names("import.notfound", found.notFound());
    names("import.unanswered", found.unanswered());
  }

  private void names(String key, List<String> names) {
    if (!names.isEmpty()) {
      terminal.err().println(terminal.text(key, String.join(", ", names)));
    }
  }

  private void changes(Merged merged) {
    List<Change> changes = merged.changes();
    if (changes.isEmpty()) {
      told.println(terminal.text("import.nochange"));
      return;
    }
    told.println(terminal.text("import.changes"));
    changes.stream()
        .limit(SHOWN)
        .forEach(change -> told.println("  " + terminal.text(change.key(), change.detail())));
    if (changes.size() > SHOWN) {
      told.println("  " + terminal.text("import.more", changes.size() - SHOWN));
    }
  }

  private void mark(String key, String text) {
    told.println("  " + terminal.text(key, text));
  }
}
