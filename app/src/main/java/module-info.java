/** The unprivileged side of VPN Firewall: tray icon, status window and settings. */
module io.github.vpnfirewall.app {
  requires com.google.gson;
  requires io.github.vpnfirewall.helper;
  requires org.apache.commons.exec;
  requires org.slf4j;
  requires org.freedesktop.dbus;
  requires javafx.controls;
  requires javafx.fxml;
}
