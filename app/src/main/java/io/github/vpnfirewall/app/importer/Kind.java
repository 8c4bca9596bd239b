package io.github.vpnfirewall.app.importer;

/** What kind of file it is. */
public enum Kind {
  /** A profile as openvpn(8) reads it. */
  OPENVPN("import.kind.openvpn"),
  /** A configuration of wg-quick(8). */
  WIREGUARD("import.kind.wireguard"),
  /** A connection of NetworkManager in its keyfile format, nm-settings-keyfile(5). */
  NETWORK_MANAGER("import.kind.networkmanager"),
  /** Settings of the shell script that VPN Firewall comes from. */
  OLD_SCRIPT("import.kind.script"),
  /** Settings of VPN Firewall itself. */
  SETTINGS("import.kind.settings");

  private final String key;

  Kind(String key) {
    this.key = key;
  }

  /** What a person calls it, as a key of the text bundle. */
  public String key() {
    return key;
  }
}
