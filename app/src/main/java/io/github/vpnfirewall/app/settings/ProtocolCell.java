package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.helper.protocol.ServerProtocol;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;

/** A server's protocol, chosen from a list. */
final class ProtocolCell extends ServerCell {
  private final ProtocolNames names;

  ProtocolCell(ProtocolNames names) {
    super(ServerField.PROTOCOL);
    this.names = names;
  }

  @Override
  Control editor(ServerDraft edited) {
    ComboBox<ServerProtocol> choice = new ComboBox<>();
    choice.getItems().setAll(ServerProtocol.values());
    choice.setConverter(names);
    choice.setValue(edited.protocol());
    choice.setMaxWidth(Double.MAX_VALUE);
    choice
        .valueProperty()
        .addListener((o, was, chosen) -> edited.type(ServerField.PROTOCOL, chosen.key()));
    return choice;
  }

  @Override
  String read(ServerDraft shown) {
    return names.toString(shown.protocol());
  }
}
