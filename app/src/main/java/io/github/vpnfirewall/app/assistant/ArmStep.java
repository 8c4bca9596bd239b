package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Reported;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.Protection;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The last page: stores the settings, arms, and has a trial confirmed. */
final class ArmStep {
  /** So long is it closed on trial. */
  static final Duration TRIAL = Duration.ofSeconds(60);

  /** What to do with the settings. */
  enum Mode {
    TRIAL,
    ARM,
    STORE
  }

  /** How far it is. */
  enum Phase {
    /** The person chooses what to do. */
    CHOOSING,
    /** The helper stores; a password may be asked for. */
    STORING,
    /** The helper arms. */
    ARMING,
    /** It is closed, and opens by itself unless that is confirmed. */
    TRIAL,
    /** The confirmation is under way. */
    CONFIRMING,
    /** It is closed for good. */
    ARMED,
    /** The settings are stored, and it is open. */
    STORED,
    /** Nobody confirmed, and it is open again. */
    OPENED
  }

  private final Texts texts;
  private final AssistantActions actions;
  private final Clock clock;
  private final Executor ui;
  private final Runnable changed;
  private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.ARM);
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.CHOOSING);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper tunnel = new ReadOnlyStringWrapper("");
  private final ReadOnlyLongWrapper left = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<Optional<Picture>> seen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Settings wanted = Settings.empty();
  private Optional<Settings> stored = Optional.empty();
  private Instant began = Instant.MIN;
  private Instant deadline = Instant.MAX;
  private CompletableFuture<HelperResult> call;

  /**
   * @param ui runs what touches the view model; the toolkit's thread
   * @param changed told when what can be done next may have changed
   */
  ArmStep(Texts texts, AssistantActions actions, Clock clock, Executor ui, Runnable changed) {
    this.texts = texts;
    this.actions = actions;
    this.clock = clock;
    this.ui = ui;
    this.changed = changed;
    mode.addListener(change -> changed.run());
  }

  ObjectProperty<Mode> mode() {
    return mode;
  }

  ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** What went wrong; empty for nothing. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Whether the tunnel works now, in words. */
  ReadOnlyStringProperty tunnel() {
    return tunnel.getReadOnlyProperty();
  }

  /** How many seconds of a trial are left; 0 when it is over. */
  ReadOnlyLongProperty left() {
    return left.getReadOnlyProperty();
  }

  /** What is true now; empty before anything was seen. */
  ReadOnlyObjectProperty<Optional<Picture>> seen() {
    return seen.getReadOnlyProperty();
  }

  /** Whether the firewall is closed for good already, so that storing changes it at once. */
  boolean alreadyArmed() {
    return seen.get().flatMap(p -> p.observation().report()).filter(ArmStep::closed).isPresent();
  }

  private static boolean closed(Report report) {
    return report.state() == State.ARMED || report.state() == State.DEGRADED;
  }

  /** Whether the helper is at work. */
  boolean busy() {
    return switch (phase.get()) {
      case STORING, ARMING, CONFIRMING -> true;
      case CHOOSING, TRIAL, ARMED, STORED, OPENED -> false;
    };
  }

  /** Whether there is nothing more to do. */
  boolean done() {
    return phase.get() == Phase.ARMED || phase.get() == Phase.STORED;
  }

  /**
   * Begins with these settings.
   *
   * @param careful whether to propose a trial
   */
  void begin(Settings settings, boolean careful) {
    wanted = settings;
    problem.set("");
    if (!busy() && phase.get() != Phase.TRIAL) {
      phase.set(Phase.CHOOSING);
    }
    mode.set(careful && !alreadyArmed() ? Mode.TRIAL : Mode.ARM);
    seen.get().ifPresent(picture -> tunnel.set(tunnelText(picture)));
    changed.run();
  }

  /** Stores, and arms if that is chosen. */
  void go() {
    if (phase.get() != Phase.CHOOSING && phase.get() != Phase.OPENED) {
      return;
    }
    problem.set("");
    if (stored.equals(Optional.of(wanted))) {
      arm();
    } else {
      phase(Phase.STORING);
      ask(actions.configure(wanted), this::stored);
    }
  }

  private void stored(HelperResult result) {
    if (!result.ok()) {
      problem.set(texts.text(result.reason(), result.details()));
      phase(Phase.CHOOSING);
      return;
    }
    stored = Optional.of(wanted);
    arm();
  }

  private void arm() {
    if (mode.get() == Mode.STORE) {
      phase(alreadyArmed() ? Phase.ARMED : Phase.STORED);
    } else if (mode.get() == Mode.TRIAL && !alreadyArmed()) {
      phase(Phase.ARMING);
      ask(actions.armOnTrial(TRIAL), this::tried);
    } else {
      phase(Phase.ARMING);
      ask(actions.arm(), result -> armed(result, "assistant.arm.failed"));
    }
  }

  private void tried(HelperResult result) {
    if (!result.ok()) {
      fail("assistant.arm.failed", result);
      return;
    }
    began = clock.instant();
    deadline =
        Optional.of(result)
            .filter(Reported.class::isInstance)
            .flatMap(reported -> ((Reported) reported).report().confirmBefore())
            .orElse(began.plus(TRIAL));
    phase(Phase.TRIAL);
    tick();
  }

  /** The person says that all is well. */
  void confirm() {
    if (phase.get() == Phase.TRIAL) {
      problem.set("");
      phase(Phase.CONFIRMING);
      ask(actions.arm(), result -> armed(result, "assistant.confirm.failed"));
    }
  }

  private void armed(HelperResult result, String failure) {
    if (result.ok()) {
      deadline = Instant.MAX;
      phase(Phase.ARMED);
    } else {
      fail(failure, result);
      if (failure.equals("assistant.confirm.failed") && clock.instant().isBefore(deadline)) {
        phase(Phase.TRIAL);
      }
    }
  }

  private void ask(CompletableFuture<HelperResult> asked, Consumer<HelperResult> then) {
    call = asked;
    var unused =
        asked.whenComplete(
            (result, failure) ->
                ui.execute(
                    () -> {
                      if (failure == null) {
                        then.accept(result);
                      } else {
                        problem.set(texts.text("helper.other", String.valueOf(failure)));
                        phase(Phase.CHOOSING);
                      }
                    }));
  }

  private void fail(String what, HelperResult result) {
    problem.set(texts.text(what) + " " + texts.text(result.reason(), result.details()));
    phase(Phase.CHOOSING);
  }

  /** Takes in what is true now. */
  void observe(Picture picture) {
    seen.set(Optional.of(picture));
    tunnel.set(tunnelText(picture));
    if (phase.get() == Phase.TRIAL) {
      followTrial(picture);
    }
  }

  private String before(Picture picture) {
    String up = String.join(", ", Forecast.up(wanted, picture.observation().links()));
    return up.isEmpty()
        ? texts.text("assistant.tunnel.down")
        : texts.text("assistant.tunnel.up", up);
  }

  private String advice(Picture picture) {
    return picture.protection() == Protection.PROTECTED
        ? texts.text("assistant.trial.works")
        : picture.protection() == Protection.BLOCKING ? texts.text("assistant.trial.connect") : "";
  }

  /** Somebody else may confirm, too, and only what was read back says that it is open. */
  private void followTrial(Picture picture) {
    Optional<Report> report = picture.observation().report();
    boolean older = !picture.observation().at().isAfter(began);
    if (older || picture.busy() || report.isEmpty()) {
      return; // what was seen before it was closed says nothing
    }
    if (report.get().state() == State.DISARMED) {
      deadline = Instant.MAX;
      phase(Phase.OPENED);
    } else if (closed(report.get()) && report.get().confirmBefore().isEmpty()) {
      deadline = Instant.MAX;
      phase(Phase.ARMED);
    }
  }

  /** Time went by. */
  void tick() {
    long millis =
        phase.get() == Phase.TRIAL
            ? Math.max(0, Duration.between(clock.instant(), deadline).toMillis())
            : 0;
    left.set((millis + 999) / 1000);
  }

  /** Gives up what is under way. A trial goes on, and opens by itself. */
  void cancel() {
    if (call != null && phase.get() == Phase.STORING) {
      call.cancel(false);
    }
  }

  private void phase(Phase next) {
    phase.set(next);
    seen.get().ifPresent(picture -> tunnel.set(tunnelText(picture)));
    changed.run();
  }

  private String tunnelText(Picture picture) {
    return switch (phase.get()) {
      case CHOOSING, STORING, STORED, OPENED -> before(picture);
      case ARMING, TRIAL, CONFIRMING, ARMED ->
          texts.text(picture.reason(), picture.details()) + " " + advice(picture);
    };
  }
}
