package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.settings.RuleLine.Kind;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The rules as they will be, beside those of what is stored. They are made anew a moment after the
 * last change, and only while somebody looks.
 */
final class RulesViewModel {
  private static final long MOMENT_MILLIS = 400;

  private final ObservableList<RuleLine> lines = FXCollections.observableArrayList();
  private final ObjectProperty<AddressFamily> family =
      new SimpleObjectProperty<>(AddressFamily.IPV4);
  private final BooleanProperty onlyChanges = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper applied = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final Texts texts;
  private final SettingsViewModel model;
  private final SettingsActions actions;
  private final Executor later;
  private final Executor work;
  private final Executor ui;
  private Map<AddressFamily, List<RuleLine>> all = Map.of();
  private Optional<Report> lastReport = Optional.empty();
  private Optional<Report> storedRules = Optional.empty();
  private Settings storedOf;
  private Settings shownOf;
  private boolean looking;
  private boolean waiting;

  /**
   * @param later runs something after a moment
   * @param work runs what may take long
   * @param ui runs what touches the view model
   */
  RulesViewModel(
      Texts texts,
      SettingsViewModel model,
      SettingsActions actions,
      Executor later,
      Executor work,
      Executor ui) {
    this.texts = texts;
    this.model = model;
    this.actions = actions;
    this.later = later;
    this.work = work;
    this.ui = ui;
    model.page().addListener((o, was, is) -> look(is == Page.RULES));
    model.wanted().addListener(change -> changed());
    family.addListener(change -> show());
    onlyChanges.addListener(change -> show());
  }

  static RulesViewModel of(Texts texts, SettingsViewModel model, SettingsActions actions) {
    return new RulesViewModel(
        texts,
        model,
        actions,
        CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS, Platform::runLater),
        ForkJoinPool.commonPool(),
        Platform::runLater);
  }

  /** The lines of the family that is shown. */
  ObservableList<RuleLine> lines() {
    return lines;
  }

  ObjectProperty<AddressFamily> family() {
    return family;
  }

  /** Whether lines that stay as they are, are left out. */
  BooleanProperty onlyChanges() {
    return onlyChanges;
  }

  /** Whether they are being made. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** How many lines come and go. */
  ReadOnlyStringProperty summary() {
    return summary.getReadOnlyProperty();
  }

  /** Whether what is stored is what is applied. */
  ReadOnlyStringProperty applied() {
    return applied.getReadOnlyProperty();
  }

  /** Why the rules cannot be shown; empty if they can. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Takes note of the last report. */
  void observe(Observation seen) {
    lastReport = seen.report();
    tellApplied();
  }

  /** The lines that are shown, with their signs. */
  String copy() {
    return String.join("\n", lines.stream().map(RuleLine::marked).toList()) + "\n";
  }

  /** Nobody looks any more. */
  void close() {
    looking = false;
  }

  private void look(boolean now) {
    looking = now;
    if (now) {
      make();
    }
  }

  private void changed() {
    if (looking && !waiting) {
      waiting = true;
      later.execute(
          () -> {
            waiting = false;
            make();
          });
    }
  }

  private void make() {
    Optional<Settings> wanted = model.wanted().get();
    if (!looking || busy.get()) {
      return; // asked again when it is done
    }
    problem.set(wanted.isEmpty() ? texts.text("settings.rules.invalid") : "");
    Settings stored = model.stored();
    if (wanted.isEmpty()
        || (wanted.get().equals(shownOf) && stored.equals(storedOf) && !all.isEmpty())) {
      return;
    }
    busy.set(true);
    Settings asked = wanted.get();
    CompletableFuture<HelperResult> before = rules(stored);
    CompletableFuture<HelperResult> after = asked.equals(stored) ? before : rules(asked);
    var unused =
        before
            .thenCombineAsync(after, this::compare, work)
            .whenComplete(
                (made, failure) -> ui.execute(() -> settle(stored, asked, made, failure)));
  }

  private CompletableFuture<HelperResult> rules(Settings settings) {
    return storedRules.isPresent() && settings.equals(storedOf)
        ? CompletableFuture.completedFuture(new Reported(storedRules.get(), 0))
        : actions.render(settings).toCompletableFuture();
  }

  /**
   * What was made.
   *
   * @param stored the report on the stored settings, if it could be had
   * @param problem why there are no lines; empty if there are
   */
  private record Made(
      Optional<Report> stored, Map<AddressFamily, List<RuleLine>> lines, String problem) {}

  private Made compare(HelperResult before, HelperResult after) {
    for (HelperResult result : List.of(before, after)) {
      if (!(result instanceof Reported reported) || !reported.ok()) {
        return new Made(Optional.empty(), Map.of(), texts.text(result.reason(), result.details()));
      }
    }
    Report stored = ((Reported) before).report();
    Report wanted = ((Reported) after).report();
    Map<AddressFamily, List<RuleLine>> made = new EnumMap<>(AddressFamily.class);
    for (AddressFamily one : AddressFamily.values()) {
      made.put(one, RulesText.of(texts, one, stored.documents(), wanted.documents()));
    }
    return new Made(Optional.of(stored), made, "");
  }

  private void settle(Settings stored, Settings asked, Made made, Throwable failure) {
    busy.set(false);
    if (failure != null) {
      problem.set(texts.text("settings.failed", String.valueOf(failure)));
      return;
    }
    problem.set(made.problem());
    if (made.stored().isPresent()) {
      storedRules = made.stored();
      storedOf = stored;
      shownOf = asked;
      all = made.lines();
      tellApplied();
      show();
    }
    boolean current =
        model.wanted().get().map(asked::equals).orElse(true) && model.stored().equals(stored);
    if (!current) {
      make();
    }
  }

  private void show() {
    List<RuleLine> here = all.getOrDefault(family.get(), List.of());
    lines.setAll(
        onlyChanges.get() ? here.stream().filter(l -> l.kind() != Kind.SAME).toList() : here);
    int added = (int) here.stream().filter(l -> l.kind() == Kind.ADDED).count();
    int removed = (int) here.stream().filter(l -> l.kind() == Kind.REMOVED).count();
    summary.set(
        all.isEmpty()
            ? ""
            : added + removed == 0
                ? texts.text("settings.rules.same")
                : texts.text("settings.rules.changes", added, removed));
  }

  private void tellApplied() {
    Optional<String> hash = storedRules.flatMap(Report::settingsHash);
    boolean armed = lastReport.filter(report -> report.state() == State.ARMED).isPresent();
    if (hash.isEmpty()) {
      applied.set("");
    } else if (!armed) {
      applied.set(texts.text("settings.rules.disarmed"));
    } else {
      boolean same = lastReport.flatMap(Report::settingsHash).equals(hash);
      applied.set(same ? texts.text("settings.rules.applied") : texts.text("settings.rules.other"));
    }
  }
}
