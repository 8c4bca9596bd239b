package io.github.vpnfirewall.app.settings;

import javafx.scene.control.Control;
import javafx.scene.control.TextField;

/** A field of a server that is typed as text. */
final class TextCell extends ServerCell {
  private final String prompt;

  /**
   * @param prompt an example of what to type
   */
  TextCell(ServerField field, String prompt) {
    super(field);
    this.prompt = prompt;
  }

  @Override
  Control editor(ServerDraft edited) {
    TextField text = new TextField(edited.text(field()));
    text.setPromptText(prompt);
    text.textProperty().addListener((o, was, typed) -> edited.type(field(), typed));
    text.selectAll();
    return text;
  }

  @Override
  String read(ServerDraft shown) {
    return shown.takes(field()) ? shown.text(field()) : "–";
  }
}
