package io.github.vpnfirewall.app.settings;

/** How what is in the dialog stands to what is stored. */
enum Standing {
  /** It is the same. */
  UNCHANGED,
  /** It differs and could be applied. */
  CHANGED,
  /** Something in it is wrong. */
  INVALID
}
