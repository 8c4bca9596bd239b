package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.importer.ParallelResolver;
import io.github.vpnfirewall.app.importer.Resolver;
import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.fxml.FXMLLoader;
import javafx.scene.Scene;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The import dialog. All methods are for the toolkit's thread. */
public final class ImportDialog {
  private final Texts texts;
  private final Stage stage = new Stage();
  private final Resolver resolver;
  private final ExecutorService reading =
      Executors.newSingleThreadExecutor(
          run -> {
            Thread thread = new Thread(run, "import");
            thread.setDaemon(true);
            return thread;
          });
  private final ImportViewModel model;

  private ImportDialog(Texts texts, Settings current, ImportActions actions, Resolver resolver) {
    this.texts = texts;
    this.resolver = resolver;
    model = new ImportViewModel(texts, current, actions, resolver, reading, Platform::runLater);
  }

  /**
   * Opens the dialog and returns at once.
   *
   * @param owner the window that it belongs to; may be null
   * @param current the stored settings, or {@link Settings#empty()} if there are none
   */
  public static ImportDialog open(
      Window owner, Texts texts, Theme theme, Settings current, ImportActions actions) {
    return open(owner, texts, theme, current, actions, new ParallelResolver(), null);
  }

  /**
   * @param chooser answers instead of the desktop's file dialog; null for that one
   */
  static ImportDialog open(
      Window owner,
      Texts texts,
      Theme theme,
      Settings current,
      ImportActions actions,
      Resolver resolver,
      Supplier<List<Path>> chooser) {
    ImportDialog dialog = new ImportDialog(texts, current, actions, resolver);
    dialog.build(owner, theme, chooser == null ? dialog::choose : chooser);
    return dialog;
  }

  /** Reads files, as if they had been chosen. */
  public void add(List<Path> files) {
    model.add(files);
  }

  /** Takes in the settings that are stored now. */
  public void current(Settings settings) {
    model.current(settings);
  }

  /** Light or dark, from now on. */
  public void theme(Theme theme) {
    theme.applyTo(stage.getScene().getStylesheets());
  }

  /** Its window. */
  public Stage stage() {
    return stage;
  }

  private void build(Window owner, Theme theme, Supplier<List<Path>> chooser) {
    FXMLLoader loader =
        new FXMLLoader(ImportDialog.class.getResource("ImportDialog.fxml"), texts.bundle());
    ImportController controller =
        new ImportController(texts, model, () -> model.add(chooser.get()), this::leave);
    loader.setControllerFactory(type -> controller);
    Scene scene;
    try {
      scene = new Scene(loader.load());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    theme.applyTo(scene.getStylesheets());
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), this::leave);
    scene
        .getAccelerators()
        .put(
            new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN),
            () -> model.add(chooser.get()));
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> enter(scene, event));
    ImportDrop.accept(scene, model::add);
    stage.initOwner(owner);
    stage.initModality(owner == null ? Modality.NONE : Modality.WINDOW_MODAL);
    stage.setTitle(texts.text("import.title"));
    stage.setScene(scene);
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          leave();
        });
    stage.setOnHidden(hidden -> end());
    model.closed().addListener(change -> stage.close());
    Stages.open(stage);
  }

  /** On a choice, space chooses and Enter applies; JavaFX would have both choose. */
  private void enter(Scene scene, KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && scene.getFocusOwner() instanceof RadioButton) {
      model.apply();
      event.consume();
    }
  }

  /** Closes, but not while the helper is at work: nothing is changed until Apply is pressed. */
  private void leave() {
    if (!model.busy().get()) {
      stage.close();
    }
  }

  private void end() {
    model.cancel();
    resolver.close();
    reading.shutdownNow();
  }

  private List<Path> choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.text("import.choose.title"));
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(
                texts.text("import.filter.vpn"), "*.ovpn", "*.conf", "*.nmconnection", "*.json"),
            new ExtensionFilter(texts.text("import.filter.all"), "*"));
    List<File> chosen = chooser.showOpenMultipleDialog(stage);
    return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
  }
}
