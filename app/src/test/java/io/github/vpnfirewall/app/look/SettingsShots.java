package io.github.vpnfirewall.app.look;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.settings.SettingsDialog;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TabPane;
import javafx.stage.Stage;

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
    shots.put(
        "settings-servers-wrong",
        () -> open(many(), 0, scene -> ((Button) scene.lookup("#duplicate")).fire()));
    shots.put("settings-tunnel", () -> open(Pictures.settings(), 1, scene -> {}));
    shots.put("settings-lan", () -> open(Pictures.settings(), 2, scene -> {}));
    shots.put("settings-advanced", () -> open(Pictures.settings(), 3, scene -> {}));
    return shots;
  }

  private Stage open(Settings settings, int page, Consumer<Scene> prepare) {
    SettingsDialog dialog =
        SettingsDialog.open(
            null,
            texts,
            theme,
            settings,
            Pictures.links(true),
            wanted -> CompletableFuture.completedFuture(new HelperResult.Dismissed()));
    Scene scene = dialog.stage().getScene();
    ((TabPane) scene.lookup("#pages")).getSelectionModel().select(page);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    prepare.accept(scene);
    return dialog.stage();
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
