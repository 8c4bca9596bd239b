package io.github.vpnfirewall.app.settings;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/** Binds a chooser of interfaces: a check box for each, and a field for others. */
final class InterfaceRows {
  private InterfaceRows() {}

  static void bind(
      InterfaceChooser model, Pane choices, TextField name, Label nameError, Button add) {
    model.choices().addListener((ListChangeListener<InterfaceChoice>) c -> fill(model, choices));
    fill(model, choices);
    new EntryField(name, nameError).edit(model.typed());
    add.disableProperty()
        .bind(name.textProperty().isEmpty().or(nameError.textProperty().isNotEmpty()));
    Runnable take =
        () -> {
          model.add();
          name.requestFocus();
        };
    add.setOnAction(event -> take.run());
    name.setOnAction(
        event -> {
          if (!name.getText().isBlank()) {
            take.run();
          }
        });
  }

  private static void fill(InterfaceChooser model, Pane choices) {
    choices.getChildren().setAll(model.choices().stream().map(InterfaceRows::row).toList());
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
    note.setWrapText(true);
    HBox row = new HBox(box, note);
    row.getStyleClass().add("choice");
    return row;
  }
}
