package io.github.vpnfirewall.app.settings;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.Pane;

/** Binds the advanced page. */
public final class ExpertController {
  private final ExpertViewModel model;
  private final GatewayViewModel gateway;

  @FXML private CheckBox ipsec;
  @FXML private CheckBox allowInbound;
  @FXML private CheckBox pinHosts;
  @FXML private RadioButton reject;
  @FXML private RadioButton drop;
  @FXML private CheckBox logBlocked;
  @FXML private TextField users;
  @FXML private MenuButton offered;
  @FXML private Label usersError;
  @FXML private Label usersUnknown;
  @FXML private Pane gatewayChoices;
  @FXML private TextField gatewayName;
  @FXML private Button gatewayAdd;
  @FXML private Label gatewayNameError;
  @FXML private Label gatewayComplaint;

  ExpertController(ExpertViewModel model, GatewayViewModel gateway) {
    this.model = model;
    this.gateway = gateway;
  }

  @FXML
  void initialize() {
    ipsec.selectedProperty().bindBidirectional(model.ipsec());
    allowInbound.selectedProperty().bindBidirectional(model.allowInbound());
    pinHosts.selectedProperty().bindBidirectional(model.pinHosts());
    model.drop().addListener((o, was, is) -> (is ? drop : reject).setSelected(true));
    (model.drop().get() ? drop : reject).setSelected(true);
    drop.selectedProperty().addListener((o, was, is) -> model.drop().set(is));
    logBlocked.selectedProperty().bindBidirectional(model.logBlocked());
    new EntryField(users, usersError).edit(model.users());
    Texted.show(model.unknown(), usersUnknown);
    offered.getItems().setAll(model.offered().stream().map(this::offer).toList());
    offered.setDisable(offered.getItems().isEmpty());
    InterfaceRows.bind(
        gateway.chooser(), gatewayChoices, gatewayName, gatewayNameError, gatewayAdd);
    Texted.show(gateway.complaint(), gatewayComplaint);
  }

  private MenuItem offer(String user) {
    MenuItem item = new MenuItem(user);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> model.addUser(user));
    return item;
  }
}
