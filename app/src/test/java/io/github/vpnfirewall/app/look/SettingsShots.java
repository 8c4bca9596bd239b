package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.settings.SettingsDialog;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The settings dialog, page by page, for {@link Preview}. */
final class SettingsShots {
  private final Texts texts;
  private final Theme theme;

  SettingsShots(Texts texts, Theme theme) {
    this.texts = texts;
    this.theme = theme;
  }

  /** Each by its name. */
  Map<String, Supplier<Stage>> all() {
    Map<String, Supplier<Stage>> shots = new LinkedHashMap<>();
    shots.put("settings-servers", () -> open(Pictures.settings(), 0, scene -> {}));
    shots.put("settings-servers-many", () -> open(many(), 0, scene -> {}));
    shots.put("settings-servers-wrong", () -> open(many(), 0, this::duplicate));
    shots.put("settings-paste", this::paste);
    shots.put("settings-tunnel", () -> open(Pictures.settings(), 1, scene -> {}));
    shots.put("settings-tunnel-card", () -> open(Pictures.settings(), 1, this::nameCard));
    shots.put("settings-lan", () -> open(Pictures.settings(), 2, scene -> {}));
    shots.put("settings-expert", () -> open(Pictures.settings(), 3, scene -> {}));
    shots.put("settings-rules", () -> open(many(), 4, this::allowLess));
    shots.put("settings-conflict", this::conflict);
    return shots;
  }

  private Stage open(Settings settings, int page, Consumer<Scene> prepare) {
    return shown(settings, page, prepare).stage();
  }

  private SettingsDialog shown(Settings settings, int page, Consumer<Scene> prepare) {
    SettingsDialog dialog =
        SettingsDialog.open(null, texts, theme, Pictures.seen(settings), new HelperByClasses());
    Scene scene = dialog.stage().getScene();
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    prepare.accept(scene);
    ((TabPane) scene.lookup("#pages")).getSelectionModel().select(page);
    return dialog;
  }

  private void duplicate(Scene scene) {
    ((Button) scene.lookup("#duplicate")).fire();
  }

  private void nameCard(Scene scene) {
    ((TextInputControl) scene.lookup("#name")).setText("enp+");
  }

  private void allowLess(Scene scene) {
    ((CheckBox) scene.lookup("#allow")).setSelected(false);
    ((Button) scene.lookup("#remove")).fire();
  }

  private Stage conflict() {
    SettingsDialog dialog = shown(many(), 2, this::allowLess);
    dialog.observe(Pictures.seen(Pictures.settings()));
    return dialog.stage();
  }

  /** The dialog for many lines, which lies above the other one. */
  private Stage paste() {
    Stage below = open(Pictures.settings(), 0, scene -> {});
    ((Button) below.getScene().lookup("#paste")).fire();
    Stage above =
        (Stage)
            Window.getWindows().stream()
                .filter(window -> window instanceof Stage stage && stage.getOwner() == below)
                .findAny()
                .orElseThrow();
    ((TextInputControl) above.getScene().lookup("#text"))
        .setText(
            """
            # servers of my provider
            198.51.100.7:1194 udp
            [2001:db8::1]:443/tcp # Oslo
            remote seattle.vpn.example.org 1194 udp
            203.0.113.9
            300.1.2.3:1194
            203.0.113.10 any
            """);
    return above;
  }

  /** Settings with much in them. */
  static Settings many() {
    StringBuilder servers = new StringBuilder();
    String[] towns = {"Seattle", "Oslo", "Frankfurt am Main, first floor", "São Paulo", "Zürich"};
    for (int i = 0; i < 400; i++) {
      servers
          .append(i == 0 ? "" : ",")
          .append("{\"address\":\"198.51.")
          .append(100 + i / 250)
          .append('.')
          .append(i % 250 + 1)
          .append("\",\"port\":")
          .append(i % 7 == 3 ? "\"any\"" : "1194")
          .append(",\"protocol\":\"udp\",\"host\":\"")
          .append("vpn-" + i + ".example.org")
          .append("\",\"label\":\"")
          .append(towns[i % towns.length] + " " + i)
          .append("\"}");
    }
    return Samples.parse(
        "{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun0\",\"wg+\"]},\"servers\":["
            + servers
            + "],\"lan\":{\"allow\":true}}");
  }
}
