package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The settings dialog. All methods are for the toolkit's thread. */
public final class SettingsDialog {
  private final Texts texts;
  private final Stage stage = new Stage();
  private final SettingsViewModel model;
  private final PasteDialog paste;
  private Theme theme;

  private SettingsDialog(Texts texts, Theme theme, SettingsViewModel model) {
    this.texts = texts;
    this.theme = theme;
    this.model = model;
    this.paste = new PasteDialog(texts, () -> this.theme, model.servers());
  }

  /**
   * Opens the dialog and returns at once.
   *
   * @param owner the window that it belongs to; may be null
   * @param current the stored settings, or {@link Settings#empty()} if there are none
   * @param links the network interfaces that are there now
   */
  public static SettingsDialog open(
      Window owner,
      Texts texts,
      Theme theme,
      Settings current,
      List<Link> links,
      SettingsActions actions) {
    SettingsViewModel model =
        new SettingsViewModel(texts, current, links, actions, Platform::runLater);
    SettingsDialog dialog = new SettingsDialog(texts, theme, model);
    dialog.build(owner);
    return dialog;
  }

  /** Offers the network interfaces that are there now. */
  public void offer(List<Link> links) {
    model.tunnel().offer(links);
  }

  /** Light or dark, from now on. */
  public void theme(Theme asked) {
    theme = asked;
    theme.applyTo(stage.getScene().getStylesheets());
    paste.theme(theme);
  }

  /** Its window. */
  public Stage stage() {
    return stage;
  }

  private void build(Window owner) {
    Map<Class<?>, Supplier<Object>> controllers =
        Map.of(
            SettingsController.class, () -> new SettingsController(texts, model, this::leave),
            ServersController.class, () -> new ServersController(texts, model.servers(), paste),
            TunnelController.class, () -> new TunnelController(model.tunnel()),
            LanController.class, () -> new LanController(model.lan()),
            ExpertController.class, () -> new ExpertController(model.expert()));
    Scene scene =
        new Scene(Panes.load("SettingsDialog.fxml", texts, type -> controllers.get(type).get()));
    theme.applyTo(scene.getStylesheets());
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.ESCAPE), this::leave);
    stage.initOwner(owner);
    stage.initModality(owner == null ? Modality.NONE : Modality.WINDOW_MODAL);
    stage.setTitle(texts.text("settings.title"));
    stage.setScene(scene);
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          leave();
        });
    model.closed().addListener(change -> stage.close());
    Stages.open(stage);
  }

  /** Closes, but asks first if that would lose something; not while the helper is at work. */
  private void leave() {
    if (!model.busy().get() && (model.standing().get() == Standing.UNCHANGED || mayLose())) {
      stage.close();
    }
  }

  private boolean mayLose() {
    ButtonType discard = new ButtonType(texts.text("settings.discard"), ButtonData.NO);
    ButtonType keep = new ButtonType(texts.text("settings.keep"), ButtonData.CANCEL_CLOSE);
    Alert question = new Alert(Alert.AlertType.NONE, texts.text("settings.unsaved"), discard, keep);
    question.setTitle(texts.text("settings.title"));
    question.initOwner(stage);
    theme.applyTo(question.getDialogPane().getStylesheets());
    return question.showAndWait().filter(answer -> answer == discard).isPresent();
  }
}
