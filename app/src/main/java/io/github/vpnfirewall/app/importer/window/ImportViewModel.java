package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.importer.Change;
import io.github.vpnfirewall.app.importer.ConfigFile;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Kind;
import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.importer.Merge.Merged;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The import dialog: which files, what is in them, what would change, and what came of it. */
final class ImportViewModel {
  private static final int SHOWN = 40;

  private final Texts texts;
  private final ImportActions actions;
  private final Resolver resolver;
  private final Executor work;
  private final Executor ui;
  private final ObservableList<FileRow> files = FXCollections.observableArrayList();
  private final ObservableList<String> changes = FXCollections.observableArrayList();
  private final ObservableList<String> names = FXCollections.observableArrayList();
  private final ObjectProperty<Merge.Mode> mode = new SimpleObjectProperty<>(Merge.Mode.ADD);
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper headline = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper wide = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper closed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Outcome> outcome = new ReadOnlyObjectWrapper<>(Outcome.NONE);
  private final Narrowing narrowing;
  private Settings current;
  private Optional<Resolution> resolution = Optional.empty();
  private CompletableFuture<Resolution> asking = new CompletableFuture<>();
  private Optional<Merged> merged = Optional.empty();

  /**
   * @param work reads files, which may take its time
   * @param ui runs what touches the view model; the toolkit's thread
   */
  ImportViewModel(
      Texts texts,
      Settings current,
      ImportActions actions,
      Resolver resolver,
      Executor work,
      Executor ui) {
    this.texts = texts;
    this.current = current;
    this.actions = actions;
    this.resolver = resolver;
    this.work = work;
    this.ui = ui;
    narrowing = new Narrowing(texts, this::judge);
    mode.addListener(change -> judge());
  }

  /** The files, in the order in which they came. */
  ObservableList<FileRow> files() {
    return files;
  }

  /** What would change, in words. */
  ObservableList<String> changes() {
    return changes;
  }

  /** What stands above the changes; empty if there is nothing to say yet. */
  ReadOnlyStringProperty headline() {
    return headline.getReadOnlyProperty();
  }

  /** What stands beside the buttons: how much would change, or that it is being stored. */
  ReadOnlyStringProperty hint() {
    return hint.getReadOnlyProperty();
  }

  /** What a person should know about the names of servers. */
  ObservableList<String> names() {
    return names;
  }

  /** How far the names are, in words; empty if none are being looked up. */
  ReadOnlyStringProperty progress() {
    return progress.getReadOnlyProperty();
  }

  /** How far the names are: 0 to 1. */
  ReadOnlyDoubleProperty share() {
    return share.getReadOnlyProperty();
  }

  /** Whether servers are added, or take the place of those that there are. */
  ObjectProperty<Merge.Mode> mode() {
    return mode;
  }

  /** Whether a file leaves protocol and port open, so that they may be narrowed. */
  ReadOnlyBooleanProperty wide() {
    return wide.getReadOnlyProperty();
  }

  Narrowing narrowing() {
    return narrowing;
  }

  /** Whether there is something to apply. */
  ReadOnlyBooleanProperty ready() {
    return ready.getReadOnlyProperty();
  }

  /** Whether the helper is at work. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Becomes true when the dialog has done its work. */
  ReadOnlyBooleanProperty closed() {
    return closed.getReadOnlyProperty();
  }

  /** What a person is told about the last attempt to apply. */
  ReadOnlyObjectProperty<Outcome> outcome() {
    return outcome.getReadOnlyProperty();
  }

  /** Takes in the settings that are stored now. */
  void current(Settings settings) {
    if (!settings.equals(current)) {
      current = settings;
      judge();
    }
  }

  /** Reads files; those that are there already are read again. */
  void add(List<Path> paths) {
    if (busy.get() || paths.isEmpty()) {
      return;
    }
    outcome.set(Outcome.NONE);
    work.execute(
        () -> {
          List<FileRow> rows = paths.stream().distinct().map(this::read).toList();
          ui.execute(() -> added(rows));
        });
  }

  /** Forgets a file. */
  void remove(FileRow row) {
    if (!busy.get()) {
      files.remove(row);
      resolve();
    }
  }

  /** Gives up what is being looked up. */
  void cancel() {
    asking.cancel(true);
  }

  /** Has the helper store what is shown. */
  void apply() {
    if (!ready.get() || busy.get()) {
      return;
    }
    Settings wanted = merged.orElseThrow().settings();
    busy.set(true);
    hint.set(texts.text("import.busy"));
    outcome.set(Outcome.NONE);
    actions
        .configure(wanted)
        .whenComplete((result, failure) -> ui.execute(() -> settle(wanted, result, failure)));
  }

  private FileRow read(Path path) {
    try {
      return FileRow.of(path, ConfigFile.read(path), texts);
    } catch (ImportException e) {
      return FileRow.wrong(path, e, texts);
    }
  }

  private void added(List<FileRow> rows) {
    for (FileRow row : rows) {
      files.removeIf(old -> old.path().equals(row.path()));
      files.add(row);
    }
    resolve();
  }

  private List<Imported> found() {
    return files.stream().flatMap(row -> row.found().stream()).toList();
  }

  private void resolve() {
    asking.cancel(true);
    resolution = Optional.empty();
    names.clear();
    wide.set(found().stream().anyMatch(f -> f.kind() != Kind.SETTINGS && f.wide()));
    judge();
    CompletableFuture<Resolution> asked =
        resolver.resolve(Merge.endpoints(found()), step -> ui.execute(() -> progress(step)));
    asking = asked;
    var unused =
        asked.thenAccept(
            answer ->
                ui.execute(
                    () -> {
                      if (asking == asked) {
                        resolved(answer);
                      }
                    }));
  }

  private void progress(Resolver.Progress step) {
    if (resolution.isEmpty() && !asking.isDone()) {
      progress.set(texts.text("import.progress", step.done(), step.all()));
      share.set((double) step.done() / step.all());
    }
  }

  private void resolved(Resolution answer) {
    resolution = Optional.of(answer);
    progress.set("");
    share.set(0);
    tell("import.notfound", answer.notFound());
    tell("import.unanswered", answer.unanswered());
    tell("import.rotating", answer.rotating());
    judge();
  }

  private void tell(String key, List<String> hosts) {
    if (!hosts.isEmpty()) {
      names.add(texts.text(key, String.join(", ", hosts)));
    }
  }

  private void judge() {
    boolean any = !found().isEmpty();
    merged =
        resolution
            .filter(r -> any)
            .flatMap(narrowing::apply)
            .map(r -> Merge.into(current, r, found(), mode.get()));
    List<Change> all = merged.map(Merged::changes).orElse(List.of());
    boolean tooMany = merged.map(Merged::tooMany).orElse(false);
    changes.setAll(
        all.stream().limit(SHOWN).map(c -> "• " + texts.text(c.key(), c.detail())).toList());
    if (all.size() > SHOWN) {
      changes.add(texts.text("import.more", all.size() - SHOWN));
    }
    headline.set(
        merged.isEmpty()
            ? ""
            : texts.text(
                tooMany
                    ? "import.cli.many"
                    : all.isEmpty() ? "import.nochange" : "import.changes"));
    ready.set(!all.isEmpty() && !tooMany);
    hint.set(
        switch (ready.get() ? all.size() : 0) {
          case 0 -> "";
          case 1 -> texts.text("import.count.one");
          default -> texts.text("import.count", all.size());
        });
  }

  private void settle(Settings wanted, HelperResult result, Throwable failure) {
    busy.set(false);
    judge();
    if (failure != null) {
      String text = texts.text("import.unsaid", String.valueOf(failure));
      outcome.set(new Outcome(true, text, List.of()));
      return;
    }
    if (!result.ok()) {
      String text = texts.text(result.reason(), result.details());
      outcome.set(new Outcome(true, text, List.of()));
      return;
    }
    current(wanted);
    List<Problem> warnings =
        result instanceof Reported reported ? reported.report().warnings() : List.of();
    if (warnings.isEmpty()) {
      closed.set(true);
    } else {
      List<String> lines = warnings.stream().map(Problem::message).toList();
      outcome.set(new Outcome(false, texts.text("import.saved"), lines));
    }
  }
}
