package io.github.vpnfirewall.app.settings;

import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;

/** Binds the experts' page. */
public final class ExpertController {
  private final ExpertViewModel model;

  @FXML private CheckBox ipsec;
  @FXML private CheckBox allowInbound;
  @FXML private RadioButton reject;
  @FXML private RadioButton drop;
  @FXML private CheckBox logBlocked;
  @FXML private TextField users;
  @FXML private Label usersError;

  ExpertController(ExpertViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    ipsec.selectedProperty().bindBidirectional(model.ipsec());
    allowInbound.selectedProperty().bindBidirectional(model.allowInbound());
    reject.setSelected(!model.drop().get());
    drop.selectedProperty().bindBidirectional(model.drop());
    logBlocked.selectedProperty().bindBidirectional(model.logBlocked());
    new EntryField(users, usersError).edit(model.users());
  }
}
