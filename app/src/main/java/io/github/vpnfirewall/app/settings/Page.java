package io.github.vpnfirewall.app.settings;

/** Which part of the dialog is in front. */
enum Page {
  SERVERS("ServersPane.fxml"),
  TUNNEL("TunnelPane.fxml"),
  LAN("LanPane.fxml"),
  EXPERT("ExpertPane.fxml"),
  RULES("RulesPane.fxml");

  private final String file;

  Page(String file) {
    this.file = file;
  }

  /** What it looks like: a file of this package. */
  String file() {
    return file;
  }
}
