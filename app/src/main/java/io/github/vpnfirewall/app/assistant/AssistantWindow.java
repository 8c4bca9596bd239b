package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.assistant.ArmStep.Phase;
import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.EmblemImage;
import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The assistant's window. All methods are for the toolkit's thread. */
public final class AssistantWindow {
  private static final long TICK_MILLIS = 500;

  private final Texts texts;
  private final Stage stage = new Stage();
  private final AssistantViewModel model;
  private final Scene scene;
  private Timer timer;

  private AssistantWindow(Texts texts, AssistantViewModel model, Supplier<Optional<Path>> chooser) {
    this.texts = texts;
    this.model = model;
    Supplier<Optional<Path>> files = chooser == null ? this::choose : chooser;
    Map<Class<?>, Supplier<Object>> controllers =
        Map.of(
            AssistantController.class, () -> new AssistantController(texts, model),
            VpnController.class, () -> new VpnController(model, files),
            LanController.class, () -> new LanController(texts, model.lan()),
            PreviewController.class, () -> new PreviewController(texts, model),
            ArmController.class, () -> new ArmController(texts, model.arm()));
    FXMLLoader loader =
        new FXMLLoader(AssistantWindow.class.getResource("AssistantWindow.fxml"), texts.bundle());
    loader.setControllerFactory(type -> controllers.get(type).get());
    scene = new Scene(load(loader));
  }

  /**
   * Opens the assistant and returns at once.
   *
   * @param owner the window that it belongs to; may be null
   * @param current the stored settings, or {@link Settings#empty()} if there are none
   */
  public static AssistantWindow open(
      Window owner,
      Texts texts,
      Theme theme,
      Settings current,
      AssistantActions actions,
      Clock clock) {
    return open(owner, texts, theme, current, actions, clock, Platform::runLater, null);
  }

  /**
   * @param ui runs what touches the window; the toolkit's thread
   * @param chooser has the person name a file; null for the desktop's dialog
   */
  static AssistantWindow open(
      Window owner,
      Texts texts,
      Theme theme,
      Settings current,
      AssistantActions actions,
      Clock clock,
      Executor ui,
      Supplier<Optional<Path>> chooser) {
    AssistantViewModel model = new AssistantViewModel(texts, current, actions, clock, ui);
    AssistantWindow window = new AssistantWindow(texts, model, chooser);
    window.build(owner, theme);
    model.start();
    return window;
  }

  private void build(Window owner, Theme theme) {
    theme(theme);
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), model::leave);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::enter);
    scene.setOnDragOver(this::drag);
    scene.setOnDragDropped(this::drop);
    stage.initOwner(owner);
    stage.setTitle(texts.text("assistant.title"));
    stage.getIcons().setAll(EmblemImage.icons(Emblem.PROTECTED));
    stage.setScene(scene);
    stage.setOnCloseRequest(request -> model.leave());
    stage.setOnHidden(hidden -> keepTime(false));
    model.closed().addListener(change -> stage.close());
    model.arm().phase().addListener((o, was, is) -> keepTime(is == Phase.TRIAL));
    Stages.open(stage);
  }

  /** Takes in what is true now. */
  public void show(Picture picture) {
    model.observe(picture);
  }

  /** Light or dark, from now on. */
  public void theme(Theme theme) {
    theme.applyTo(scene.getStylesheets());
  }

  /** Its window. */
  public Stage stage() {
    return stage;
  }

  /** On a choice, space chooses and Enter leads on; JavaFX would have both choose. */
  private void enter(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER
        && (scene.getFocusOwner() instanceof CheckBox
            || scene.getFocusOwner() instanceof RadioButton)) {
      model.goOn();
      event.consume();
    }
  }

  private void drag(DragEvent event) {
    if (model.step().get() == Step.VPN && event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
    }
    event.consume();
  }

  private void drop(DragEvent event) {
    boolean taken = model.step().get() == Step.VPN && event.getDragboard().hasFiles();
    if (taken) {
      event.getDragboard().getFiles().stream().map(File::toPath).forEach(model.vpn()::open);
    }
    event.setDropCompleted(taken);
    event.consume();
  }

  private Optional<Path> choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.text("assistant.vpn.open"));
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(
                texts.text("assistant.vpn.files"), "*.ovpn", "*.conf", "*.nmconnection"),
            new ExtensionFilter(texts.text("assistant.vpn.anyFile"), "*"));
    return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
  }

  /** A timer, not an animation: that would wake JavaFX sixty times a second. */
  private void keepTime(boolean running) {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (running) {
      timer = new Timer("assistant-clock", true);
      TimerTask tick =
          new TimerTask() {
            @Override
            public void run() {
              Platform.runLater(model::tick);
            }
          };
      timer.schedule(tick, TICK_MILLIS, TICK_MILLIS);
    }
  }

  private static Parent load(FXMLLoader loader) {
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
