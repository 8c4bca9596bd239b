package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.discovery.Findings;
import io.github.vpnfirewall.app.discovery.Proposal;
import io.github.vpnfirewall.app.discovery.Vpn;
import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Merge;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.app.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The first page: which VPN, and where its servers are. */
final class VpnStep {
  /** What is under way. */
  enum State {
    LOOKING,
    CHOOSING,
    RESOLVING
  }

  private final Texts texts;
  private final AssistantActions actions;
  private final Executor ui;
  private final Runnable changed;
  private final VpnWords words;
  private final ObservableList<VpnRow> rows = FXCollections.observableArrayList();
  private final ObservableList<String> notes = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.LOOKING);
  private final ReadOnlyStringWrapper why = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper progressText = new ReadOnlyStringWrapper("");
  private Findings findings = Findings.NOTHING;
  private CompletableFuture<Resolution> resolving;
  private List<Vpn> resolved = List.of();
  private Resolution resolution = new Resolution(List.of(), List.of(), List.of(), List.of());

  /** The names that were not found, once a person was told and may go on without them. */
  private List<Vpn> accepted = List.of();

  /**
   * @param ui runs what touches the view model; the toolkit's thread
   * @param changed told when what can be done next may have changed
   */
  VpnStep(Texts texts, AssistantActions actions, Executor ui, Runnable changed) {
    this.texts = texts;
    this.actions = actions;
    this.ui = ui;
    this.changed = changed;
    words = new VpnWords(texts);
  }

  /** What can be chosen; what is connected first. */
  ObservableList<VpnRow> rows() {
    return rows;
  }

  /** What else there is to know. */
  ObservableList<String> notes() {
    return notes;
  }

  ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** Why what is chosen was proposed, or what the person has to do. */
  ReadOnlyStringProperty why() {
    return why.getReadOnlyProperty();
  }

  /** What went wrong; empty for nothing. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** How far the servers' names are looked up: 0 to 1. */
  ReadOnlyDoubleProperty progress() {
    return progress.getReadOnlyProperty();
  }

  ReadOnlyStringProperty progressText() {
    return progressText.getReadOnlyProperty();
  }

  Findings findings() {
    return findings;
  }

  /** Where the servers of the chosen VPNs are, once {@link #resolve} has told that it is done. */
  Resolution resolution() {
    return resolution;
  }

  List<Vpn> chosen() {
    return rows.stream().filter(row -> row.chosen().get()).map(VpnRow::vpn).toList();
  }

  /** Whether one can go on from here. */
  boolean ready() {
    return state.get() == State.CHOOSING && !chosen().isEmpty();
  }

  /** Looks around, anew if it was done before; files that the person opened stay. */
  void look() {
    state.set(State.LOOKING);
    changed.run();
    var unused =
        actions
            .look()
            .whenComplete(
                (found, failure) ->
                    ui.execute(() -> found(failure == null ? found : Findings.NOTHING)));
  }

  private void found(Findings found) {
    findings = found;
    Proposal proposal = Proposal.of(found);
    List<VpnRow> opened =
        rows.stream().filter(row -> row.vpn().origin() == Vpn.Origin.OPENED).toList();
    rows.setAll(
        found.vpns().stream()
            .map(
                vpn ->
                    words.row(
                        vpn, opened.isEmpty() && proposal.chosen().contains(vpn), this::touched))
            .toList());
    rows.addAll(0, opened);
    notes.setAll(words.notes(found));
    why.set(opened.isEmpty() ? words.why(proposal.why()) : texts.text("assistant.why.opened"));
    state.set(State.CHOOSING);
    changed.run();
  }

  private void touched() {
    problem.set("");
    accepted = List.of();
    changed.run();
  }

  /** Chooses all, or none. */
  void chooseAll(boolean all) {
    rows.stream()
        .filter(row -> row.vpn().origin() != Vpn.Origin.GUESS || !all)
        .forEach(row -> row.chosen().set(all));
  }

  /** Adds a file that the person named, chosen. */
  void open(Path file) {
    problem.set("");
    var unused =
        actions
            .read(file)
            .whenComplete((read, failure) -> ui.execute(() -> opened(file, read, failure)));
  }

  private void opened(Path file, Imported read, Throwable failure) {
    String name = String.valueOf(file.getFileName());
    if (failure != null) {
      problem.set(texts.text("assistant.open.failed", name, said(failure)));
    } else if (read.endpoints().isEmpty()) {
      problem.set(texts.text("assistant.open.empty", name));
    } else {
      rows.removeIf(row -> row.vpn().place().equals(file.toString()));
      if (rows.stream().noneMatch(row -> row.vpn().origin() == Vpn.Origin.OPENED)) {
        rows.forEach(row -> row.chosen().set(false)); // the person said which one it is
      }
      Vpn vpn = new Vpn(Vpn.Origin.OPENED, name, file.toString(), read, false);
      rows.add(0, words.row(vpn, true, this::touched));
      why.set(texts.text("assistant.why.opened"));
      changed.run();
    }
  }

  private String said(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (!(cause instanceof ImportException wrong)) {
      return String.valueOf(cause.getMessage());
    }
    String text = texts.text(wrong.key(), wrong.details());
    return wrong.line().isEmpty()
        ? text
        : texts.text("assistant.open.line", Integer.toString(wrong.line().getAsInt()), text);
  }

  /**
   * Looks up where the chosen VPNs' servers are.
   *
   * @param done told when all is well, or when the person goes on without the names that are not
   *     found; not told when something has to be put right first
   */
  void resolve(Runnable done) {
    List<Vpn> vpns = chosen();
    if (!ready() || (vpns.equals(resolved) && (resolution.complete() || accepted.equals(vpns)))) {
      if (ready()) {
        done.run();
      }
      return;
    }
    problem.set("");
    progress.set(0);
    progressText.set(texts.text("assistant.resolve.begin"));
    state.set(State.RESOLVING);
    changed.run();
    Consumer<Resolver.Progress> told = now -> ui.execute(() -> tell(now));
    resolving = actions.resolve(Merge.endpoints(vpns.stream().map(Vpn::imported).toList()), told);
    var unused =
        resolving.whenComplete(
            (found, failure) -> ui.execute(() -> settle(vpns, found, failure, done)));
  }

  private void tell(Resolver.Progress now) {
    if (state.get() == State.RESOLVING) {
      progress.set(now.all() == 0 ? 1 : (double) now.done() / now.all());
      progressText.set(texts.text("assistant.resolve.progress", now.done(), now.all(), now.name()));
    }
  }

  private void settle(List<Vpn> vpns, Resolution found, Throwable failure, Runnable done) {
    state.set(State.CHOOSING);
    if (failure == null) {
      resolved = vpns;
      resolution = found;
      if (found.complete()) {
        done.run();
      } else {
        explain(vpns, found);
      }
    }
    changed.run();
  }

  private void explain(List<Vpn> vpns, Resolution found) {
    String names = NameList.of(texts, found.notFound());
    String silent = NameList.of(texts, found.unanswered());
    if (found.servers().isEmpty()) {
      problem.set(
          found.notFound().isEmpty()
              ? texts.text("assistant.resolve.silent", silent)
              : texts.text("assistant.resolve.none", names));
      resolved = List.of(); // the next try asks again
    } else {
      accepted = vpns;
      problem.set(
          texts.text("assistant.resolve.some", found.notFound().isEmpty() ? silent : names));
    }
  }

  /** Gives up what is under way. */
  void cancel() {
    if (resolving != null) {
      resolving.cancel(false);
    }
  }
}
