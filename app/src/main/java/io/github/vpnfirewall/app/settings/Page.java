package io.github.vpnfirewall.app.settings;

/** Which part of the dialog is in front. */
enum Page {
  SERVERS,
  TUNNEL,
  LAN,
  EXPERT,
  RULES
}
