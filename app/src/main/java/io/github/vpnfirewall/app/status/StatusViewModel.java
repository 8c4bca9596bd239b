package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.status.Charts.Chart;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
  private final Watching watching;
  private final TrafficTraces traffic = new TrafficTraces();
  private final BlockedTraces blocked = new BlockedTraces();
  private final ReadOnlyObjectWrapper<StatusFace> face;
  private final ReadOnlyObjectWrapper<Optional<Chart>> trafficChart =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Chart>> blockedChart =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Picture picture;
  private Optional<Report> live = Optional.empty();
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
    watching = new Watching(actions, clock, ui, this::watched);
    face = new ReadOnlyObjectWrapper<>(presenter.waiting());
  }

  /** What is shown. */
  ReadOnlyObjectProperty<StatusFace> face() {
    return face.getReadOnlyProperty();
  }

  /** The traffic of the tunnels that are up; empty while none is. */
  ReadOnlyObjectProperty<Optional<Chart>> trafficChart() {
    return trafficChart.getReadOnlyProperty();
  }

  /** What was stopped; empty while that is not known from one moment to the next. */
  ReadOnlyObjectProperty<Optional<Chart>> blockedChart() {
    return blockedChart.getReadOnlyProperty();
  }

  /** What went wrong with the last press of a button; empty for nothing. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Shows this from now on. */
  void show(Picture next) {
    if (picture != null
        && !picture.observation().helperInstalled()
        && next.observation().helperInstalled()) {
      watching.again();
    }
    picture = next;
    traffic.add(next.observation());
    present();
  }

  /** Says whether anybody looks; see {@link Watching#attend}. */
  void attend(boolean open, boolean putAway) {
    watching.attend(open, putAway);
  }

  /** A second went by: what is said about time is said anew, and the charts move on. */
  void tick() {
    if (picture == null) {
      return;
    }
    List<Link> tunnels =
        picture.observation().links().stream().filter(link -> link.tunnel() && link.up()).toList();
    trafficChart.set(
        tunnels.isEmpty() ? Optional.empty() : Optional.of(traffic.chart(presenter.charts())));
    live.ifPresent(report -> blocked.unchanged(report, clock.instant()));
    blockedChart.set(live.map(report -> blocked.chart(presenter.charts())));
    present();
  }

  private void watched(Optional<Report> report) {
    live = report;
    report.ifPresent(found -> blocked.add(found, clock.instant()));
    if (report.isEmpty()) {
      blocked.clear();
      blockedChart.set(Optional.empty());
    }
    present();
  }

  private void present() {
    if (picture != null) {
      face.set(presenter.face(new Latest(shown(), live), clock.instant()));
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

  /** Keeps what was armed on trial. */
  void confirm() {
    act(Wish.ARM);
  }

  void openSettings() {
    actions.openSettings();
  }

  void openLeakTest() {
    actions.openLeakTest();
  }

  /** Looks at everything again at once, also at what was refused before. */
  void refresh() {
    watching.again();
    actions.refresh();
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
    present();
    (wish == Wish.ARM ? actions.arm() : actions.disarm())
        .whenComplete((result, failure) -> ui.execute(() -> settle(wish, result, failure)));
  }

  private void settle(Wish wish, HelperResult result, Throwable failure) {
    asked = Task.NONE;
    if (failure != null) {
      problem.set(texts.text("helper.other", String.valueOf(failure.getMessage())));
    } else if (!result.ok()) {
      String why = texts.text(result.reason(), result.details());
      String otherwise = wish == Wish.ARM ? "otherwise.arm" : "otherwise.disarm";
      problem.set(result.unasked() ? texts.text(otherwise, why) : why);
    }
    present();
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
