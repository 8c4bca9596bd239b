package io.github.vpnfirewall.app.settings;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;

/** Binds the tunnel interfaces. */
public final class TunnelController {
  private final TunnelViewModel model;

  @FXML private Pane choices;
  @FXML private TextField name;
  @FXML private Button add;
  @FXML private Label nameError;
  @FXML private Label caution;

  TunnelController(TunnelViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    InterfaceRows.bind(model.chooser(), choices, name, nameError, add);
    Texted.show(model.caution(), caution);
    model.dangerous().addListener(change -> mark());
    mark();
  }

  private void mark() {
    caution.getStyleClass().setAll("label", model.dangerous().get() ? "complaint" : "caution");
  }
}
