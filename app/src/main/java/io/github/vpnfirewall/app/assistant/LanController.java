package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.Pane;

/** Binds the second page: machines nearby. */
public final class LanController {
  private final Texts texts;
  private final LanStep model;

  @FXML private Label advice;
  @FXML private RadioButton no;
  @FXML private RadioButton yes;
  @FXML private Label networks;
  @FXML private Pane more;
  @FXML private CheckBox dns;

  LanController(Texts texts, LanStep model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    Shown.text(advice, model.advice());
    yes.selectedProperty().bindBidirectional(model.allow());
    no.setSelected(!model.allow().get());
    model.allow().addListener(change -> no.setSelected(!model.allow().get()));
    dns.selectedProperty().bindBidirectional(model.dns());
    more.disableProperty().bind(model.allow().not());
    networks
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.text("assistant.lan.which", model.networks().get()), model.networks()));
  }
}
