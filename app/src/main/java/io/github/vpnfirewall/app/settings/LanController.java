package io.github.vpnfirewall.app.settings;

import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Pane;

/** Binds the local network's page. */
public final class LanController {
  private final LanViewModel model;

  @FXML private CheckBox allow;
  @FXML private Pane details;
  @FXML private RadioButton usual;
  @FXML private RadioButton custom;
  @FXML private TextArea networks;
  @FXML private Label networksError;
  @FXML private Label caution;
  @FXML private CheckBox dns;

  LanController(LanViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    allow.selectedProperty().bindBidirectional(model.allow());
    model.custom().addListener((o, was, is) -> (is ? custom : usual).setSelected(true));
    (model.custom().get() ? custom : usual).setSelected(true);
    custom.selectedProperty().addListener((o, was, is) -> model.custom().set(is));
    dns.selectedProperty().bindBidirectional(model.dns());
    new EntryField(networks, networksError).edit(model.networks());
    Texted.leaveByTab(networks);
    Texted.show(model.caution(), caution);
    // Something wrong can still be put right after the permission was taken back.
    details.disableProperty().bind(model.allow().not().and(networksError.textProperty().isEmpty()));
    networks.disableProperty().bind(custom.selectedProperty().not());
  }
}
