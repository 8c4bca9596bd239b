package io.github.vpnfirewall.app.look;

import java.util.List;
import java.util.Objects;
import javafx.collections.ObservableList;

/** Light or dark. */
public enum Theme {
  LIGHT("light.css"),
  DARK("dark.css");

  private final String palette;

  Theme(String palette) {
    this.palette = palette;
  }

  /**
   * Gives a scene or a pane this look, instead of the one that it may have had.
   *
   * @param stylesheets the scene's or the pane's style sheets
   */
  public void applyTo(ObservableList<String> stylesheets) {
    stylesheets.setAll(List.of(resource(palette), resource("base.css"), TextSize.styleSheet()));
  }

  private static String resource(String name) {
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }
}
