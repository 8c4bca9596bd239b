package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Stages;
import io.github.vpnfirewall.app.look.Theme;
import io.github.vpnfirewall.app.text.Texts;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Modality;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The dialog that takes many servers at once. */
final class PasteDialog {
  private final Texts texts;
  private final Supplier<Theme> theme;
  private final ServersViewModel servers;
  private final SettingsActions actions;
  private Stage stage;

  /**
   * @param servers where they are added
   */
  PasteDialog(
      Texts texts, Supplier<Theme> theme, ServersViewModel servers, SettingsActions actions) {
    this.texts = texts;
    this.theme = theme;
    this.servers = servers;
    this.actions = actions;
  }

  /** Opens it, filled with a text. */
  void open(Window owner, String text) {
    NameLookup lookup = new NameLookup(texts, actions::resolve, Platform::runLater);
    PasteViewModel model = new PasteViewModel(texts, lookup, servers::has, servers.size());
    model.text().set(text);
    stage = new Stage();
    Stage shown = stage;
    Runnable take =
        () -> {
          shown.close();
          servers.add(model.servers());
        };
    Scene scene =
        new Scene(
            Panes.load(
                "PastePane.fxml",
                texts,
                type -> new PasteController(texts, model, take, shown::close)));
    theme.get().applyTo(scene.getStylesheets());
    Panes.escape(scene, shown::close);
    shown.initOwner(owner);
    shown.initModality(Modality.WINDOW_MODAL);
    shown.setTitle(texts.text("settings.paste.title"));
    shown.setScene(scene);
    Stages.open(shown);
  }

  /** Light or dark, from now on. */
  void theme(Theme asked) {
    if (stage != null && stage.isShowing()) {
      asked.applyTo(stage.getScene().getStylesheets());
    }
  }
}
