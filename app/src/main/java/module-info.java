/** The unprivileged side of VPN Firewall: tray icon, status window and settings. */
module io.github.vpnfirewall.app {
  requires com.google.gson;
  requires io.github.vpnfirewall.helper;
  requires java.desktop;
  requires java.logging;
  requires org.apache.commons.exec;
  requires org.slf4j;
  requires org.freedesktop.dbus;
  requires javafx.controls;
  requires javafx.fxml;

  // For the tray alone, by its option java.locale.providers.
  provides java.text.spi.CollatorProvider with
      io.github.vpnfirewall.app.tray.PlainCollators;

  // FXML builds the controllers and fills in their fields.
  opens io.github.vpnfirewall.app.importer.window to
      javafx.fxml;
  opens io.github.vpnfirewall.app.leaktest to
      javafx.fxml;
  opens io.github.vpnfirewall.app.assistant to
      javafx.fxml;
  opens io.github.vpnfirewall.app.settings to
      javafx.fxml;
  opens io.github.vpnfirewall.app.status to
      javafx.fxml;
  // dbus-java reads messages and calls their receivers by reflection.
  opens io.github.vpnfirewall.app.discovery.dbus to
      org.freedesktop.dbus;
  opens io.github.vpnfirewall.app.tray.dbus to
      org.freedesktop.dbus;
}
