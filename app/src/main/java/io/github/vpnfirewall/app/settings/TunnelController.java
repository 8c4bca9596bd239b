package io.github.vpnfirewall.app.settings;

import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
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
    model.choices().addListener((ListChangeListener<InterfaceChoice>) change -> fill());
    fill();
    new EntryField(name, nameError).edit(model.typed());
    Texted.show(model.caution(), caution);
    add.disableProperty()
        .bind(name.textProperty().isEmpty().or(nameError.textProperty().isNotEmpty()));
  }

  @FXML
  void add() {
    model.add();
    name.requestFocus();
  }

  private void fill() {
    choices.getChildren().setAll(model.choices().stream().map(TunnelController::row).toList());
    choices.setVisible(!model.choices().isEmpty());
    choices.setManaged(choices.isVisible());
  }

  private static HBox row(InterfaceChoice choice) {
    CheckBox box = new CheckBox(choice.name().text());
    box.setMnemonicParsing(false);
    box.setAccessibleHelp(choice.note());
    box.selectedProperty().bindBidirectional(choice.chosen());
    Label note = new Label(choice.note());
    note.getStyleClass().add("note");
    HBox row = new HBox(box, note);
    row.getStyleClass().add("choice");
    return row;
  }
}
