package io.github.vpnfirewall.app.settings;

/** A server's place in the list. */
final class ServerNumberCell extends DraftCell {
  ServerNumberCell() {
    getStyleClass().add("number-cell");
  }

  @Override
  void show(ServerDraft shown) {
    setText(Integer.toString(shown.number()));
  }
}
