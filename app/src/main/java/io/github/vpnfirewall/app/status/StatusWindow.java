package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.EmblemImage;
import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import javafx.application.Platform;
import javafx.fxml.FXMLLoader;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The status window. All methods are for the toolkit's thread. */
public final class StatusWindow {
  private static final long TICK_MILLIS = 1_000;

  private final Stage stage;
  private final Scene scene;
  private final StatusViewModel model;
  private Timer timer;

  /**
   * Fills the stage, and leaves it hidden.
   *
   * @param clock the time, in the zone that is shown
   */
  public StatusWindow(Stage stage, Texts texts, Theme theme, StatusActions actions, Clock clock) {
    this.stage = stage;
    StatusPresenter presenter =
        new StatusPresenter(texts, Locale.getDefault(Locale.Category.FORMAT), clock.getZone());
    model = new StatusViewModel(texts, presenter, actions, clock, Platform::runLater);
    FXMLLoader loader =
        new FXMLLoader(StatusWindow.class.getResource("StatusWindow.fxml"), texts.bundle());
    loader.setControllerFactory(type -> new StatusController(texts, model));
    try {
      scene = new Scene(loader.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    theme(theme);
    stage.setTitle(texts.text("status.title"));
    stage.setScene(scene);
    icon(model.face().get().emblem());
    model
        .face()
        .addListener(
            (o, was, is) -> {
              if (was.emblem() != is.emblem()) {
                icon(is.emblem());
              }
            });
    stage.showingProperty().addListener((o, was, showing) -> keepTime(showing));
    stage.iconifiedProperty().addListener(change -> attend());
    Map<KeyCombination, Runnable> keys = scene.getAccelerators();
    keys.put(new KeyCodeCombination(KeyCode.ESCAPE), stage::close);
    keys.put(new KeyCodeCombination(KeyCode.F5), model::refresh);
    keys.put(new KeyCodeCombination(KeyCode.L, KeyCombination.CONTROL_DOWN), model::openLeakTest);
    keys.put(
        new KeyCodeCombination(KeyCode.COMMA, KeyCombination.CONTROL_DOWN), model::openSettings);
  }

  /** Light or dark, from now on. */
  public void theme(Theme theme) {
    theme.applyTo(scene.getStylesheets());
  }

  /** Shows the window, in front of the others. */
  public void open() {
    Stages.open(stage);
  }

  /** Shows this from now on; the window itself may be hidden. */
  public void show(Picture picture) {
    model.show(picture);
  }

  /** Its stage. */
  public Stage stage() {
    return stage;
  }

  /** Task bars show the state too. */
  private void icon(Emblem emblem) {
    stage.getIcons().setAll(EmblemImage.icons(emblem));
  }

  private void tick() {
    attend();
    model.tick();
  }

  private void attend() {
    model.attend(stage.isShowing(), stage.isIconified());
  }

  /** A timer, not an animation: that would wake JavaFX sixty times a second. */
  private void keepTime(boolean showing) {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    attend();
    if (showing) {
      timer = new Timer("status-window-clock", true);
      TimerTask tick =
          new TimerTask() {
            @Override
            public void run() {
              Platform.runLater(StatusWindow.this::tick);
            }
          };
      timer.schedule(tick, TICK_MILLIS, TICK_MILLIS);
    }
  }
}
