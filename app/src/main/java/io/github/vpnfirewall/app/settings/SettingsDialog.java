package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The settings dialog. All methods are for the toolkit's thread. */
public final class SettingsDialog {
  private static final Path LINKS = Path.of("/sys/class/net");
  private static final Path USERS = Path.of("/etc/passwd");

  private final Texts texts;
  private final Stage stage = new Stage();
  private final SettingsViewModel model;
  private final PasteDialog paste;
  private final RulesViewModel rules;
  private final NameLookup lookup;
  private final Questions questions;
  private Theme theme;

  private SettingsDialog(Texts texts, Theme theme, Settings current, SettingsActions actions) {
    this.texts = texts;
    this.theme = theme;
    model =
        new SettingsViewModel(
            texts,
            current,
            changed -> new SettingsForm(texts, new LinkKinds(LINKS), Accounts.read(USERS), changed),
            actions,
            Platform::runLater);
    Supplier<Theme> now = () -> this.theme;
    paste = new PasteDialog(texts, now, model.form().servers(), actions);
    lookup = new NameLookup(texts, actions::resolve, Platform::runLater);
    rules = RulesViewModel.of(texts, model, actions);
    questions = new Questions(texts, now, stage);
  }

  /**
   * Opens the dialog and returns at once.
   *
   * @param owner the window that it belongs to; may be null
   * @param seen what is there now: stored settings, if any, and network interfaces
   */
  public static SettingsDialog open(
      Window owner, Texts texts, Theme theme, Observation seen, SettingsActions actions) {
    SettingsDialog dialog =
        new SettingsDialog(texts, theme, seen.settings().orElse(Settings.empty()), actions);
    dialog.observe(seen);
    dialog.build(owner);
    return dialog;
  }

  /** Takes note of what is there now. */
  public void observe(Observation seen) {
    model.observe(seen);
    rules.observe(seen);
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
    Scene scene = new Scene(Panes.load("SettingsDialog.fxml", texts, this::controller));
    theme.applyTo(scene.getStylesheets());
    Panes.escape(scene, this::leave);
    scene
        .getAccelerators()
        .put(new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN), model::apply);
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
    stage.setOnHidden(hidden -> rules.close());
    Stages.open(stage);
  }

  private Parent page(Page page) {
    return Panes.load(page.file(), texts, this::controller);
  }

  private Object controller(Class<?> type) {
    SettingsForm form = model.form();
    Map<Class<?>, Supplier<Object>> all =
        Map.of(
            SettingsController.class,
            () -> new SettingsController(texts, model, this::page, this::leave, this::revert),
            ServersController.class,
            () -> new ServersController(texts, form.servers(), paste, lookup),
            TunnelController.class,
            () -> new TunnelController(form.tunnel()),
            LanController.class,
            () -> new LanController(form.lan()),
            ExpertController.class,
            () -> new ExpertController(form.expert(), form.gateway()),
            RulesController.class,
            () -> new RulesController(texts, rules));
    return all.get(type).get();
  }

  /** Closes, but asks first if that would lose something; not while the helper is at work. */
  private void leave() {
    if (model.busy().get()) {
      return;
    }
    Standing standing = model.standing().get();
    if (standing == Standing.UNCHANGED) {
      stage.close();
      return;
    }
    switch (questions.leaving(standing == Standing.CHANGED && !model.conflict().get())) {
      case APPLY -> model.apply();
      case DISCARD -> stage.close();
      case KEEP -> stage.toFront();
    }
  }

  private void revert() {
    if (!model.busy().get() && questions.reverting()) {
      model.revert();
    }
  }
}
