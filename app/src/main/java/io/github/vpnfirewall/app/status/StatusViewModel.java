package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.app.text.Texts;
import java.time.Clock;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The status window: what it shows, and what its buttons do. For one thread. */
final class StatusViewModel {
  private final Texts texts;
  private final StatusPresenter presenter;
  private final StatusActions actions;
  private final Clock clock;
  private final Executor ui;
  private final ReadOnlyObjectWrapper<StatusFace> face;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Picture picture;
  private Task asked = Task.NONE;

  /**
   * @param ui runs what touches the view model; the toolkit's thread
   */
  StatusViewModel(
      Texts texts, StatusPresenter presenter, StatusActions actions, Clock clock, Executor ui) {
    this.texts = texts;
    this.presenter = presenter;
    this.actions = actions;
    this.clock = clock;
    this.ui = ui;
    face = new ReadOnlyObjectWrapper<>(presenter.waiting());
  }

  /** What is shown. */
  ReadOnlyObjectProperty<StatusFace> face() {
    return face.getReadOnlyProperty();
  }

  /** What went wrong with the last press of a button; empty for nothing. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Shows this from now on. */
  void show(Picture next) {
    picture = next;
    tick();
  }

  /** Time went by: what is said about it is said anew. */
  void tick() {
    if (picture != null) {
      face.set(presenter.face(shown(), clock.instant()));
    }
  }

  /** The big button. */
  void pressMain() {
    act(face.get().main().wish());
  }

  /** The small one below it. */
  void pressSecond() {
    act(face.get().second().wish());
  }

  void openSettings() {
    actions.openSettings();
  }

  /** Takes what went wrong off the window. */
  void dismissProblem() {
    problem.set("");
  }

  private void act(Wish wish) {
    if (wish == Wish.NOTHING || asked != Task.NONE) {
      return;
    }
    problem.set("");
    asked = wish == Wish.ARM ? Task.ARMING : Task.DISARMING;
    tick();
    (wish == Wish.ARM ? actions.arm() : actions.disarm())
        .whenComplete((result, failure) -> ui.execute(() -> settle(result, failure)));
  }

  private void settle(HelperResult result, Throwable failure) {
    asked = Task.NONE;
    if (failure != null) {
      problem.set(texts.text("helper.other", String.valueOf(failure.getMessage())));
    } else if (!result.ok()) {
      problem.set(texts.text(result.reason(), result.details()));
    }
    tick();
  }

  /** The picture, busy from the press on and not only when the helper was seen at work. */
  private Picture shown() {
    return picture.busy() || asked == Task.NONE
        ? picture
        : new Picture(
            picture.protection(),
            picture.reason(),
            picture.details(),
            picture.observation().with(asked));
  }
}
