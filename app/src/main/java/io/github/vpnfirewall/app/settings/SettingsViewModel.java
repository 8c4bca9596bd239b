package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The settings dialog: what it holds, whether that can be applied, and what came of applying. */
final class SettingsViewModel {
  private final Texts texts;
  private final SettingsActions actions;
  private final Executor ui;
  private final SettingsForm form;
  private final Stored disk;
  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.SERVERS);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper closed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper conflict = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper armed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Standing> standing =
      new ReadOnlyObjectWrapper<>(Standing.UNCHANGED);
  private final ReadOnlyObjectWrapper<List<Difference>> differences =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Settings>> wanted =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Notice> notice = new ReadOnlyObjectWrapper<>(Notice.NONE);

  /**
   * @param form makes what is filled in; is given what is to be told of each change
   * @param ui runs what touches the view model; the toolkit's thread
   */
  SettingsViewModel(
      Texts texts, Settings current, FormMaker form, SettingsActions actions, Executor ui) {
    this.texts = texts;
    this.actions = actions;
    this.ui = ui;
    disk = new Stored(current);
    this.form = form.make(this::judge);
    this.form.load(current);
  }

  /** Makes what is filled in. */
  interface FormMaker {
    /**
     * @param changed told after each change
     */
    SettingsForm make(Runnable changed);
  }

  /** All that can be filled in. */
  SettingsForm form() {
    return form;
  }

  ObjectProperty<Page> page() {
    return page;
  }

  /** Whether the helper is at work, so that nothing may be edited. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Becomes true when the dialog has done its work. */
  ReadOnlyBooleanProperty closed() {
    return closed.getReadOnlyProperty();
  }

  /** Whether somebody else has stored other settings since these were changed. */
  ReadOnlyBooleanProperty conflict() {
    return conflict.getReadOnlyProperty();
  }

  /** Whether the last report says that the firewall is armed. */
  ReadOnlyBooleanProperty armed() {
    return armed.getReadOnlyProperty();
  }

  /** Whether there is something to apply. */
  ReadOnlyObjectProperty<Standing> standing() {
    return standing.getReadOnlyProperty();
  }

  /** What Apply would change; empty if nothing, or while something is wrong. */
  ReadOnlyObjectProperty<List<Difference>> differences() {
    return differences.getReadOnlyProperty();
  }

  /** What is filled in; empty while something is wrong. */
  ReadOnlyObjectProperty<Optional<Settings>> wanted() {
    return wanted.getReadOnlyProperty();
  }

  /** What is stored, as far as this dialog knows. */
  Settings stored() {
    return disk.base();
  }

  /** What a person is told about the last attempt to apply. */
  ReadOnlyObjectProperty<Notice> notice() {
    return notice.getReadOnlyProperty();
  }

  /** Takes note of what is there now: interfaces, what is stored, whether it is armed. */
  void observe(Observation seen) {
    form.offer(seen.links());
    armed.set(seen.report().filter(report -> report.state() == State.ARMED).isPresent());
    if (!busy.get() && seen.settings().isPresent()) {
      disk.seen(seen.settings().get());
      if (disk.theirs().isPresent() && standing.get() == Standing.UNCHANGED) {
        takeTheirs();
        notice.set(Notice.note(texts.text("settings.conflict.shown")));
      }
      conflict.set(disk.theirs().isPresent());
    }
  }

  /** What somebody else has changed since; empty if nobody has. */
  List<Difference> theirChanges() {
    return disk.theirs()
        .map(theirs -> Differences.between(texts, disk.base(), theirs))
        .orElse(List.of());
  }

  /** Goes on with what is filled in: somebody else's changes will be undone by Apply. */
  void keepMine() {
    disk.accept();
    conflict.set(false);
    judge();
  }

  /** Shows what somebody else has stored; what was filled in is gone. */
  void takeTheirs() {
    disk.accept();
    conflict.set(false);
    form.load(disk.base());
  }

  /** Puts somebody else's changes and those of this dialog together, unless something is wrong. */
  void combine() {
    Optional<Settings> mine = wanted.get();
    if (mine.isPresent() && disk.theirs().isPresent()) {
      Settings both = SettingsMerge.of(disk.base(), mine.get(), disk.theirs().get());
      disk.accept();
      conflict.set(false);
      form.load(both);
    }
  }

  /** Shows what is stored; what was filled in is gone. */
  void revert() {
    notice.set(Notice.NONE);
    form.load(disk.base());
  }

  /** Has the helper store what is in the dialog, unless something is wrong or nothing changed. */
  void apply() {
    Optional<Settings> asked = wanted.get();
    if (busy.get() || conflict.get() || standing.get() != Standing.CHANGED || asked.isEmpty()) {
      return;
    }
    busy.set(true);
    notice.set(Notice.NONE);
    actions
        .configure(asked.get())
        .whenComplete((result, failure) -> ui.execute(() -> settle(asked.get(), result, failure)));
  }

  private void settle(Settings asked, HelperResult result, Throwable failure) {
    busy.set(false);
    if (failure != null) {
      notice.set(Notice.failure(texts.text("settings.failed", String.valueOf(failure))));
      return;
    }
    if (!result.ok()) {
      if (!shownAtField(result)) {
        notice.set(Notice.failure(texts.text(result.reason(), result.details())));
      }
      return;
    }
    disk.stored(asked);
    judge();
    List<Problem> warnings =
        result instanceof Reported reported ? reported.report().warnings() : List.of();
    if (warnings.isEmpty()) {
      closed.set(true);
    } else {
      List<String> lines = warnings.stream().map(Problem::message).toList();
      notice.set(Notice.warning(texts.text("settings.saved.warnings"), lines));
    }
  }

  private boolean shownAtField(HelperResult result) {
    Optional<Problem> error =
        result instanceof Reported reported ? reported.report().error() : Optional.empty();
    if (error.isEmpty() || error.get().path() == null) {
      return false;
    }
    Optional<Page> where = form.reject(error.get().path(), error.get().message());
    where.ifPresent(
        found -> {
          page.set(found);
          notice.set(Notice.failure(texts.text("settings.refused")));
        });
    return where.isPresent();
  }

  private void judge() {
    Optional<Settings> now = form.settings();
    wanted.set(now);
    standing.set(
        now.isEmpty()
            ? Standing.INVALID
            : now.get().equals(disk.base()) ? Standing.UNCHANGED : Standing.CHANGED);
    differences.set(
        now.map(settings -> Differences.between(texts, disk.base(), settings)).orElse(List.of()));
  }
}
