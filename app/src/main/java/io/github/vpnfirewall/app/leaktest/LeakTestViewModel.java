package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The leak test: what was found, first without root and then with it, and what its buttons do. For
 * one thread.
 */
final class LeakTestViewModel {
  private final Texts texts;
  private final LeakTestActions actions;
  private final Clock clock;
  private final Executor ui;
  private final LeakPresenter presenter;
  private final QuickLook quick;
  private final LeakText text;
  private final ReadOnlyObjectWrapper<Optional<LeakFace>> face =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper arming = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper installed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
  private Optional<Report> found = Optional.empty();
  private Instant at = Instant.EPOCH;
  private CompletableFuture<HelperResult> asked;

  /**
   * @param version which version of this program tests, for the text
   * @param ui runs what touches the view model; the toolkit's thread
   */
  LeakTestViewModel(
      Texts texts, String version, LeakTestActions actions, Clock clock, Executor ui) {
    this.texts = texts;
    this.actions = actions;
    this.clock = clock;
    this.ui = ui;
    presenter = new LeakPresenter(texts, clock.getZone());
    quick = new QuickLook(texts);
    text = new LeakText(texts, version);
  }

  /** What was found; empty while nothing was. */
  ReadOnlyObjectProperty<Optional<LeakFace>> face() {
    return face.getReadOnlyProperty();
  }

  /** Whether it is tried just now. */
  ReadOnlyBooleanProperty running() {
    return running.getReadOnlyProperty();
  }

  /** Whether it is armed just now, because somebody asked for it here. */
  ReadOnlyBooleanProperty arming() {
    return arming.getReadOnlyProperty();
  }

  /** Whether there is a helper that could try it. */
  ReadOnlyBooleanProperty installed() {
    return installed.getReadOnlyProperty();
  }

  /** What a person is told besides; empty for nothing. */
  ReadOnlyStringProperty notice() {
    return notice.getReadOnlyProperty();
  }

  /** Takes in what is true now. A full test is not overwritten, but may be called out of date. */
  void show(Picture picture) {
    Observation seen = picture.observation();
    installed.set(seen.helperInstalled());
    if (found.isEmpty()) {
      at = seen.at();
      face.set(Optional.of(quick.face(seen)));
    } else if (!running.get() && outdated(found.get(), seen)) {
      notice.set(texts.text("leaktest.outdated"));
    }
  }

  private static boolean outdated(Report tested, Observation seen) {
    return seen.report()
        .map(
            now ->
                now.state() != tested.state()
                    || !now.armedSince().equals(tested.armedSince())
                    || !now.settingsHash().equals(tested.settingsHash()))
        .orElse(true);
  }

  /** Tries it, unless that is under way. */
  void run() {
    if (running.get() || arming.get() || !installed.get()) {
      return;
    }
    running.set(true);
    notice.set("");
    CompletableFuture<HelperResult> call = actions.verify();
    asked = call;
    var unused =
        call.whenComplete((result, failure) -> ui.execute(() -> settle(call, result, failure)));
  }

  /** Gives up a test that is under way. */
  void cancel() {
    if (running.get()) {
      asked.cancel(true);
    }
  }

  private void settle(
      CompletableFuture<HelperResult> call, HelperResult result, Throwable failure) {
    if (call != asked) {
      return;
    }
    running.set(false);
    if (failure instanceof CancellationException) {
      notice.set(texts.text("leaktest.cancelled"));
    } else if (failure != null) {
      notice.set(texts.text("helper.other", String.valueOf(failure.getMessage())));
    } else if (result instanceof Reported reported) {
      found = Optional.of(reported.report());
      at = clock.instant();
      face.set(Optional.of(presenter.face(reported.report(), at)));
    } else {
      notice.set(
          texts.text(result.reason(), result.details()) + " " + texts.text("leaktest.stays"));
    }
  }

  /** Closes the firewall; what was found is out of date then. */
  void arm() {
    if (running.get() || arming.get()) {
      return;
    }
    arming.set(true);
    notice.set("");
    var unused =
        actions.arm().whenComplete((result, failure) -> ui.execute(() -> armed(result, failure)));
  }

  private void armed(HelperResult result, Throwable failure) {
    arming.set(false);
    notice.set(
        failure != null
            ? texts.text("helper.other", String.valueOf(failure.getMessage()))
            : result.ok()
                ? texts.text("leaktest.armed")
                : texts.text(result.reason(), result.details()));
  }

  /** What was found, as plain text. */
  String text() {
    return face.get().map(shown -> text.of(shown, presenter.moment(at))).orElse("");
  }

  /** What a file with the text would be called. */
  String fileName() {
    return "vpnfirewall-leak-test-" + at.atZone(clock.getZone()).toLocalDate() + ".txt";
  }

  /** It was put on the clipboard. */
  void copied() {
    notice.set(texts.text("leaktest.copied"));
  }

  /** Keeps the text in a file, and says what came of it. */
  void save(Path file) {
    try {
      Files.writeString(file, text());
      notice.set(texts.text("leaktest.saved", file));
    } catch (IOException e) {
      notice.set(texts.text("leaktest.unsaved", file, String.valueOf(e.getMessage())));
    }
  }
}
