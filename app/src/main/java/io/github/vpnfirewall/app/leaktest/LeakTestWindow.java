package io.github.vpnfirewall.app.leaktest;

import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.fxml.FXMLLoader;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;

/** The leak test's window. All methods are for the toolkit's thread. */
public final class LeakTestWindow {
  private final Texts texts;
  private final Stage stage = new Stage();
  private final Scene scene;
  private final LeakTestViewModel model;

  /**
   * Where the controller's buttons lead.
   *
   * @param leave closes, or gives up a test that is under way
   * @param copy takes the text to the clipboard
   * @param file asks for the file that the text is kept in, and proposes a name
   */
  record Outlets(Runnable leave, Consumer<String> copy, Function<String, Optional<Path>> file) {}

  /**
   * Makes the window, and leaves it hidden.
   *
   * @param version which version of this program tests
   * @param clock the time, in the zone that is shown
   */
  public LeakTestWindow(
      Texts texts, Theme theme, String version, LeakTestActions actions, Clock clock) {
    this(texts, theme, version, actions, clock, Optional.empty());
  }

  /**
   * @param file answers instead of the desktop's file dialog
   */
  LeakTestWindow(
      Texts texts,
      Theme theme,
      String version,
      LeakTestActions actions,
      Clock clock,
      Optional<Function<String, Optional<Path>>> file) {
    this.texts = texts;
    model = new LeakTestViewModel(texts, version, actions, clock, Platform::runLater);
    Outlets outlets = new Outlets(this::leave, LeakTestWindow::copy, file.orElse(this::chooseFile));
    FXMLLoader loader =
        new FXMLLoader(LeakTestWindow.class.getResource("LeakTestWindow.fxml"), texts.bundle());
    loader.setControllerFactory(type -> new LeakTestController(texts, model, outlets));
    try {
      scene = new Scene(loader.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    theme(theme);
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), this::leave);
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F5), model::run);
    stage.setTitle(texts.text("leaktest.title"));
    stage.setScene(scene);
    stage.setOnHidden(hidden -> model.cancel());
  }

  /** Light or dark, from now on. */
  public void theme(Theme theme) {
    theme.applyTo(scene.getStylesheets());
  }

  /** Shows the window, in front of the others. */
  public void open() {
    Stages.open(stage);
    scene.lookup("#start").requestFocus();
  }

  /** Takes in what is true now. */
  public void show(Picture picture) {
    model.show(picture);
  }

  /** Gives up a test that is under way, because it would say nothing. */
  public void cancel() {
    model.cancel();
  }

  /** Its stage. */
  public Stage stage() {
    return stage;
  }

  private void leave() {
    if (model.running().get()) {
      model.cancel();
    } else {
      stage.close();
    }
  }

  private static void copy(String text) {
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
  }

  private Optional<Path> chooseFile(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.text("leaktest.save"));
    chooser.setInitialFileName(name);
    chooser.getExtensionFilters().add(new ExtensionFilter(texts.text("leaktest.filter"), "*.txt"));
    return Optional.ofNullable(chooser.showSaveDialog(stage)).map(File::toPath);
  }
}
